using System.CommandLine;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options of every command that can be cut off and go on: <c>--resume</c>, <c>--accept-changes</c>, <c>--checkpoint-steps</c>, <c>--checkpoint-minutes</c>.</summary>
internal sealed class ResumeOptions
{
    /// <summary>Options on which no result depends, or which a manifest says in other words.</summary>
    public static readonly string[] Neutral =
    [
        "run", "out", "data", "libtorch", "quiet", "tensorboard", "resume", "accept-changes", "checkpoint-steps", "checkpoint-minutes",
        "time-limit", "non-finite", "seed", "seeds", "device", "threads", "supernet", "table",
    ];

    private readonly Option<bool> resume = new("--resume") { Description = "Goes on where the folder's run was cut off; begins where there is none." };
    private readonly Option<bool> accept = new("--accept-changes") { Description = "With --resume: goes on although options, threads, processor or libtorch differ; the results are then not those of an uninterrupted run." };
    private readonly Option<long> steps;
    private readonly Option<double> minutes = new("--checkpoint-minutes") { Description = "Most minutes from one checkpoint to the next.", DefaultValueFactory = _ => new CheckpointOptions().Minutes!.Value };

    /// <param name="command">Gets the options.</param>
    /// <param name="unit">What is counted, for example <c>steps</c>.</param>
    /// <param name="defaultSteps">How many of them lie between checkpoints.</param>
    public ResumeOptions(Command command, string unit, long defaultSteps)
    {
        steps = new("--checkpoint-steps") { Description = $"Most {unit} from one checkpoint to the next.", DefaultValueFactory = _ => defaultSteps };
        foreach (Option option in (Option[])[resume, accept, steps, minutes]) command.Add(option);
    }

    public bool Resume(ParseResult arguments) => arguments.GetValue(resume);

    public bool AcceptChanges(ParseResult arguments) => arguments.GetValue(accept);

    public CheckpointOptions Interval(ParseResult arguments) => new() { Steps = arguments.GetValue(steps), Minutes = arguments.GetValue(minutes) };
}

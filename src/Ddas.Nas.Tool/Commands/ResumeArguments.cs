using System.CommandLine;
using Ddas.Nas.Records;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options of commands that can be cut off and go on: <c>--resume</c>, <c>--accept-changes</c>, and when checkpoints are written.</summary>
internal sealed class ResumeArguments
{
    private readonly Option<bool> resume = new("--resume") { Description = "Goes on where the folder's run was cut off; begins where there is none." };
    private readonly Option<bool> accept = new("--accept-changes") { Description = "With --resume: goes on although options, threads, processor or libtorch differ; the results are then not those of an uninterrupted run." };
    private readonly Option<long> steps;
    private readonly Option<double> minutes = new("--checkpoint-minutes") { Description = "Most minutes from one checkpoint to the next.", DefaultValueFactory = _ => new CheckpointOptions().Minutes!.Value };

    /// <param name="command">The command.</param>
    /// <param name="unit">What it counts, in the plural.</param>
    /// <param name="interval">How many of them lie between two checkpoints where nothing else is said.</param>
    public ResumeArguments(Command command, string unit, long interval)
    {
        steps = new("--checkpoint-steps") { Description = $"Most {unit} from one checkpoint to the next.", DefaultValueFactory = _ => interval };
        foreach (Option option in (Option[])[resume, accept, steps, minutes]) command.Add(option);
    }

    public RunOptions Bind(ParseResult arguments) => new()
    {
        Existing = arguments.GetValue(resume) ? ExistingRun.Resume : ExistingRun.Refuse,
        AcceptChanges = arguments.GetValue(accept),
        Checkpoints = new CheckpointOptions { Steps = arguments.GetValue(steps), Minutes = arguments.GetValue(minutes) },
    };
}

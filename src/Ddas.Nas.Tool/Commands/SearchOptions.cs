using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options of <c>ddas search</c>, and the searches that they ask for.</summary>
internal sealed class SearchOptions
{
    private readonly Option<string> run = new("--run") { Description = "Folder for the run; it must not hold one, but for --resume.", Required = true };
    private readonly Option<long> seed = new("--seed") { Description = "Seed.", DefaultValueFactory = _ => 2 };
    private readonly Option<string?> seeds = new("--seeds") { Description = "Several seeds, as in 0,1,2; each search gets a sub-folder seed-N." };
    private readonly Option<TimeSpan?> timeLimit = new("--time-limit") { Description = "Ends the search after this time, as in 02:30:00." };
    private readonly Option<bool> tensorBoard = new("--tensorboard") { Description = "Also writes TensorBoard event files, to the run's sub-folder tensorboard." };
    private readonly Option<string> nonFinite = new("--non-finite") { Description = "After a step that gave NaN or infinity: stop, skip it, or restore the last checkpoint and go on.", DefaultValueFactory = _ => "stop" };
    private readonly EnvironmentOptions environments;
    private readonly RuntimeOptions runtime;
    private readonly ResumeOptions resume;

    public SearchOptions(Command command)
    {
        nonFinite.AcceptOnlyFromAmong("stop", "skip", "restore");
        foreach (Option option in (Option[])[run, seed, seeds, timeLimit, nonFinite, tensorBoard]) command.Add(option);
        Agents = new AgentOptions(command);
        environments = new EnvironmentOptions(command);
        runtime = new RuntimeOptions(command);
        resume = new ResumeOptions(command, "steps", new CheckpointOptions().Steps!.Value);
    }

    public AgentOptions Agents { get; }

    public bool TensorBoard(ParseResult arguments) => arguments.GetValue(tensorBoard);

    public bool Quiet(ParseResult arguments) => runtime.Quiet(arguments);

    public bool Resume(ParseResult arguments) => resume.Resume(arguments);

    public bool AcceptChanges(ParseResult arguments) => resume.AcceptChanges(arguments);

    public CheckpointOptions Interval(ParseResult arguments) => resume.Interval(arguments);

    /// <summary>The seeds, and the folder of each one's run.</summary>
    /// <exception cref="UsageException">The seeds are no distinct numbers.</exception>
    public IReadOnlyList<(long Seed, string Folder)> Runs(ParseResult arguments)
    {
        string folder = arguments.GetValue(run)!;
        if (arguments.GetValue(seeds) is not { } text) return [(arguments.GetValue(seed), folder)];
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Any(p => !long.TryParse(p, CultureInfo.InvariantCulture, out _)) || parts.Distinct().Count() != parts.Length)
            throw new UsageException($"--seeds is '{text}', but must be distinct whole numbers with commas between, as in 0,1,2.");
        return [.. parts.Select(p => long.Parse(p, CultureInfo.InvariantCulture)).Select(one => (one, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"seed-{one}"))))];
    }

    public SearchLoopOptions Loop(ParseResult arguments) => new()
    {
        Steps = Agents.Schedule(arguments).Steps, TimeLimit = arguments.GetValue(timeLimit), None = environments.None(arguments),
        NonFinite = Enum.Parse<NonFinitePolicy>(arguments.GetValue(nonFinite)!, ignoreCase: true),
    };

    /// <summary>Opens the supernet or the table.</summary>
    public IEnvironmentSource Open(ParseResult arguments) =>
        environments.Open(arguments, runtime, needsTorch: arguments.GetValue(tensorBoard) || Agents.Name(arguments) is "nl" or "g" or "4s");

    /// <summary>Makes the search of a seed, in the state before its first step; nothing is written.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="source">What it measures on.</param>
    /// <param name="one">The seed.</param>
    /// <param name="folder">Folder of its run.</param>
    /// <param name="line">Where warnings go.</param>
    public PreparedSearch Prepare(ParseResult arguments, IEnvironmentSource source, long one, string folder, ProgressLine line)
    {
        var environment = source.Create(one);
        var agent = Agents.Create(arguments, environment.Space, one, source.Device);
        var manifest = CommandManifest.Of(arguments, environment.Space.Name, one, source.Device, source.Threads, source.Dataset) with
        {
            Command = CommandLine.Of(arguments, "run", one), OneShotAccuracy = environment.OneShot.Accuracy, OneShotLoss = environment.OneShot.Loss,
        };
        var conditions = source.Conditions.Aggregate(RunConditions.Of(manifest, ResumeOptions.Neutral), static (all, condition) => all.With(condition.Name, condition.Text));
        string checkpointsPath = Path.Combine(folder, "checkpoints");
        return new PreparedSearch(environment, agent, manifest, new SearchCheckpoints(new CheckpointFolder(checkpointsPath, conditions, Interval(arguments)), environment, agent, new WarningLogger(line)));
    }
}

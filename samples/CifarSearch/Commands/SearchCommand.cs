using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.CifarSearch.Display;
using Ddas.Nas.Reporting;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.SearchSpace.Records;
using Ddas.Nas.Torch;

namespace Ddas.Nas.CifarSearch.Commands;

/// <summary><c>ddas search</c>: one search, or one for each of several seeds, on a warmed supernet or on a table.</summary>
internal static class SearchCommand
{
    public static Command Create(CommandContext context)
    {
        var run = new Option<string>("--run") { Description = "Folder for the run; it must not hold one.", Required = true };
        var seed = new Option<long>("--seed") { Description = "Seed.", DefaultValueFactory = _ => 2 };
        var seeds = new Option<string?>("--seeds") { Description = "Several seeds, as in 0,1,2; each search gets a sub-folder seed-N." };
        var timeLimit = new Option<TimeSpan?>("--time-limit") { Description = "Ends the search after this time, as in 02:30:00." };
        var tensorBoard = new Option<bool>("--tensorboard") { Description = "Also writes TensorBoard event files, to the run's sub-folder tensorboard." };
        var command = new Command("search", "Searches for architectures; leaves steps.jsonl and front.csv in the run's folder.") { run, seed, seeds, timeLimit, tensorBoard };
        var agents = new AgentOptions(command);
        var environments = new EnvironmentOptions(command);
        var runtime = new RuntimeOptions(command);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            string folder = arguments.GetValue(run)!;
            var all = Seeds(arguments.GetValue(seeds));
            var schedule = agents.Schedule(arguments);
            using var source = environments.Open(arguments, runtime, needsTorch: arguments.GetValue(tensorBoard) || agents.Name(arguments) is "nl" or "g" or "4s");
            foreach (long one in all ?? [arguments.GetValue(seed)])
            {
                using var target = RunFolder.Create(all is null ? folder : Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"seed-{one}")));
                var environment = source.Create(one);
                using var ownedEnvironment = environment as IDisposable;
                var agent = agents.Create(arguments, environment.Space, one, source.Device);
                using var ownedAgent = agent as IDisposable;
                var options = new SearchLoopOptions { Steps = schedule.Steps, TimeLimit = arguments.GetValue(timeLimit), None = environments.None(arguments) };
                var manifest = Manifest(arguments, environment, source, one);
                var line = new ProgressLine(context.Error, runtime.Quiet(arguments));
                var watchers = new List<ISearchObserver> { new SearchDisplay(line, options.Steps, source.ImagesPerStep) };
                if (arguments.GetValue(tensorBoard)) watchers.Add(new TensorBoardObserver(Path.Combine(target.Path, "tensorboard")));
                if (Run(context, target, environment, agent, options, manifest, line, watchers, stop).Stopped) return ExitCode.Cancelled;
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static SearchResult Run(
        CommandContext context, RunFolder folder, IEnvironment environment, ISearchAgent agent, SearchLoopOptions options, RunManifest manifest, ProgressLine line, IEnumerable<ISearchObserver> watchers, CancellationToken stop)
    {
        manifest.Save(folder.ManifestPath);
        SearchResult result;
        using (var log = StepLogWriter.Create(folder.StepsPath))
            result = new SearchLoop(environment, agent, options, [new StepLogObserver(log), .. watchers], new WarningLogger(line)).Run(stop);
        var front = RunFront.Of(StepLogReader.Read(folder.StepsPath));
        RunFront.Write(folder.FrontPath, front);
        (manifest with { End = DateTimeOffset.Now }).Save(folder.ManifestPath);
        line.Keep(string.Create(CultureInfo.InvariantCulture, $"{result.Steps} steps in {result.Elapsed:d\\.hh\\:mm\\:ss}; {result.End.ToString().ToLowerInvariant()}"));
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"best accuracy {result.Best?.Accuracy:P2} at step {result.Best?.Step}; {front.Count} architectures on the front; run in {folder.Path}"));
        return result;
    }

    private static RunManifest Manifest(ParseResult arguments, IEnvironment environment, IEnvironmentSource source, long seed) => new()
    {
        Space = environment.Space.Name,
        Options = arguments.CommandResult.Command.Options
            .Where(o => o.Name is not ("--help" or "--run"))
            .ToDictionary(o => o.Name.TrimStart('-'), o => Convert.ToString(arguments.GetValue<object?>(o.Name), CultureInfo.InvariantCulture) ?? ""),
        Command = CommandLine.Of(arguments, "run", seed),
        Seed = seed,
        LibraryVersion = RunManifest.CurrentLibraryVersion,
        LibtorchVersion = TorchNative.Describe().LibtorchVersion,
        Threads = source.Threads,
        ProcessorFeatures = ProcessorFeatures.Current,
        Device = source.Device,
        Dataset = source.Dataset,
        OneShotAccuracy = environment.OneShot.Accuracy,
        OneShotLoss = environment.OneShot.Loss,
        Start = DateTimeOffset.Now,
    };

    private static long[]? Seeds(string? text)
    {
        if (text is null) return null;
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Any(p => !long.TryParse(p, CultureInfo.InvariantCulture, out _)) || parts.Distinct().Count() != parts.Length)
            throw new UsageException($"--seeds is '{text}', but must be distinct whole numbers with commas between, as in 0,1,2.");
        return [.. parts.Select(p => long.Parse(p, CultureInfo.InvariantCulture))];
    }
}

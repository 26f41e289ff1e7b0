using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.CifarSearch.Display;
using Ddas.Nas.Reporting;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.SearchSpace.Records;

namespace Ddas.Nas.CifarSearch.Commands;

/// <summary><c>ddas search</c>: one search, or one for each of several seeds, on a warmed supernet or on a table.</summary>
internal static class SearchCommand
{
    public static Command Create(CommandContext context)
    {
        var run = new Option<string>("--run") { Description = "Folder for the run; it must not hold one, but for --resume.", Required = true };
        var seed = new Option<long>("--seed") { Description = "Seed.", DefaultValueFactory = _ => 2 };
        var seeds = new Option<string?>("--seeds") { Description = "Several seeds, as in 0,1,2; each search gets a sub-folder seed-N." };
        var timeLimit = new Option<TimeSpan?>("--time-limit") { Description = "Ends the search after this time, as in 02:30:00." };
        var tensorBoard = new Option<bool>("--tensorboard") { Description = "Also writes TensorBoard event files, to the run's sub-folder tensorboard." };
        var nonFinite = new Option<string>("--non-finite") { Description = "After a step that gave NaN or infinity: stop, skip it, or restore the last checkpoint and go on.", DefaultValueFactory = _ => "stop" };
        nonFinite.AcceptOnlyFromAmong("stop", "skip", "restore");
        var command = new Command("search", "Searches for architectures; leaves steps.jsonl and front.csv in the run's folder.") { run, seed, seeds, timeLimit, nonFinite, tensorBoard };
        var agents = new AgentOptions(command);
        var environments = new EnvironmentOptions(command);
        var runtime = new RuntimeOptions(command);
        var resume = new ResumeOptions(command, "steps", new CheckpointOptions().Steps!.Value);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            string folder = arguments.GetValue(run)!;
            var all = Seeds(arguments.GetValue(seeds));
            var schedule = agents.Schedule(arguments);
            using var source = environments.Open(arguments, runtime, needsTorch: arguments.GetValue(tensorBoard) || agents.Name(arguments) is "nl" or "g" or "4s");
            foreach (long one in all ?? [arguments.GetValue(seed)])
            {
                using var target = Open(all is null ? folder : Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"seed-{one}")), resume.Resume(arguments));
                var environment = source.Create(one);
                using var ownedEnvironment = environment as IDisposable;
                var agent = agents.Create(arguments, environment.Space, one, source.Device);
                using var ownedAgent = agent as IDisposable;
                var options = new SearchLoopOptions
                {
                    Steps = schedule.Steps, TimeLimit = arguments.GetValue(timeLimit), None = environments.None(arguments), NonFinite = Enum.Parse<NonFinitePolicy>(arguments.GetValue(nonFinite)!, ignoreCase: true),
                };
                var manifest = CommandManifest.Of(arguments, environment.Space.Name, one, source.Device, source.Threads, source.Dataset) with
                {
                    Command = CommandLine.Of(arguments, "run", one), OneShotAccuracy = environment.OneShot.Accuracy, OneShotLoss = environment.OneShot.Loss,
                };
                var line = new ProgressLine(context.Error, runtime.Quiet(arguments));
                var watchers = new List<ISearchObserver> { new SearchDisplay(line, options.Steps, source.ImagesPerStep) };
                if (arguments.GetValue(tensorBoard)) watchers.Add(new TensorBoardObserver(Path.Combine(target.Path, "tensorboard")));
                var conditions = source.Conditions.Aggregate(RunConditions.Of(manifest, ResumeOptions.Neutral), static (all, one) => all.With(one.Name, one.Text));
                var checkpoints = new SearchCheckpoints(new CheckpointFolder(target.CheckpointsPath, conditions, resume.Interval(arguments)), environment, agent, new WarningLogger(line));
                var from = RunFolder.IsRun(target.Path) ? checkpoints.Restore(resume.AcceptChanges(arguments)) : null;
                if (Run(context, target, environment, agent, options, manifest, checkpoints, from, line, watchers, stop).Stopped) return ExitCode.Cancelled;
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static RunFolder Open(string path, bool resume) => resume && RunFolder.IsRun(path) ? RunFolder.Resume(path) : RunFolder.Create(path);

    private static SearchResult Run(
        CommandContext context, RunFolder folder, IEnvironment environment, ISearchAgent agent, SearchLoopOptions options, RunManifest manifest,
        SearchCheckpoints checkpoints, SearchLoopState? from, ProgressLine line, IEnumerable<ISearchObserver> watchers, CancellationToken stop)
    {
        bool resuming = RunFolder.IsRun(folder.Path);
        if (resuming) manifest = Resumed(manifest, folder, from, checkpoints.AcceptedChanges, line);
        manifest.Save(folder.ManifestPath);
        SearchResult result;
        using (var log = resuming && File.Exists(folder.StepsPath) ? StepLogWriter.Resume(folder.StepsPath, from?.Records ?? 0) : StepLogWriter.Create(folder.StepsPath))
            result = new SearchLoop(environment, agent, options, [new StepLogObserver(log), .. watchers], new WarningLogger(line), from, checkpoints: checkpoints).Run(stop);

        var front = RunFront.Of(StepLogReader.Read(folder.StepsPath));
        RunFront.Write(folder.FrontPath, front);
        (manifest with { End = DateTimeOffset.Now, RolledBack = result.RolledBack.Count > 0 ? result.RolledBack : null }).Save(folder.ManifestPath);
        line.Keep(string.Create(CultureInfo.InvariantCulture, $"{result.Steps} steps in {result.Elapsed:d\\.hh\\:mm\\:ss}; {result.End.ToString().ToLowerInvariant()}"));
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"best accuracy {result.Best?.Accuracy:P2} at step {result.Best?.Step}; {front.Count} architectures on the front; run in {folder.Path}"));
        return result;
    }

    private static RunManifest Resumed(RunManifest manifest, RunFolder folder, SearchLoopState? from, IReadOnlyList<string> changes, ProgressLine line)
    {
        if (from is null)
        {
            line.Warn($"the run in '{folder.Path}' was cut off before its first checkpoint; it begins anew");
            return manifest;
        }

        line.Keep(string.Create(CultureInfo.InvariantCulture, $"going on with step {from.NextStep}"));
        var before = RunManifest.Load(folder.ManifestPath);
        return manifest with { Start = before.Start, Resumptions = [.. before.Resumptions ?? [], new RunResumption(from.NextStep, manifest.Start, changes)] };
    }

    private static long[]? Seeds(string? text)
    {
        if (text is null) return null;
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Any(p => !long.TryParse(p, CultureInfo.InvariantCulture, out _)) || parts.Distinct().Count() != parts.Length)
            throw new UsageException($"--seeds is '{text}', but must be distinct whole numbers with commas between, as in 0,1,2.");
        return [.. parts.Select(p => long.Parse(p, CultureInfo.InvariantCulture))];
    }
}

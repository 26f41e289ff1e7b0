using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.Tool.Planning;
using Ddas.Nas.Reporting;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas search</c>: one search, or one for each of several seeds, on a warmed supernet or on a table.</summary>
internal static class SearchCommand
{
    public static Command Create(CommandContext context)
    {
        var plan = new Option<bool>("--plan") { Description = "Measures a few batches and says how long the search will take, how much memory and disk; writes nothing." };
        var json = new Option<bool>("--json") { Description = "With --plan: answer as one JSON document." };
        var command = new Command("search", "Searches for architectures; leaves steps.jsonl and front.csv in the run's folder.");
        var options = new SearchOptions(command);
        command.Add(plan);
        command.Add(json);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            if (arguments.GetValue(plan)) return Plan(context, arguments, options, arguments.GetValue(json), stop);
            if (arguments.GetValue(json)) throw new UsageException("--json is for --plan; a search leaves its answer in the folder of the run.");
            return Search(context, arguments, options, stop);
        }));
        return command;
    }

    private static int Plan(CommandContext context, ParseResult arguments, SearchOptions options, bool json, CancellationToken stop)
    {
        var report = new SearchPlanner(arguments, options, new ProgressLine(context.Error, options.Quiet(arguments))).Plan(stop);
        if (json) context.WriteJson(report);
        else report.WriteText(context.Output);
        return ExitCode.Done;
    }

    private static int Search(CommandContext context, ParseResult arguments, SearchOptions options, CancellationToken stop)
    {
        var loop = options.Loop(arguments);
        var runs = options.Runs(arguments);
        using var source = options.Open(arguments);
        foreach (var (seed, path) in runs)
        {
            using var folder = options.Resume(arguments) && RunFolder.IsRun(path) ? RunFolder.Resume(path) : RunFolder.Create(path);
            var line = new ProgressLine(context.Error, options.Quiet(arguments));
            using var search = options.Prepare(arguments, source, seed, folder.Path, line);
            var watchers = new List<ISearchObserver> { new SearchDisplay(line, loop.Steps, source.ImagesPerStep) };
            if (options.TensorBoard(arguments)) watchers.Add(new TensorBoardObserver(Path.Combine(folder.Path, "tensorboard")));
            var from = RunFolder.IsRun(folder.Path) ? search.Checkpoints.Restore(options.AcceptChanges(arguments)) : null;
            if (!Run(context, folder, search, loop, from, line, watchers, stop).Stopped) continue;
            context.Error.WriteLine("ddas: the search was stopped; the same command with --resume goes on.");
            return ExitCode.Cancelled;
        }

        return ExitCode.Done;
    }

    private static SearchResult Run(
        CommandContext context, RunFolder folder, PreparedSearch search, SearchLoopOptions options, SearchLoopState? from, ProgressLine line, IEnumerable<ISearchObserver> watchers, CancellationToken stop)
    {
        bool resuming = RunFolder.IsRun(folder.Path);
        var manifest = resuming ? Resumed(search.Manifest, folder, from, search.Checkpoints.AcceptedChanges, line) : search.Manifest;
        manifest.Save(folder.ManifestPath);
        SearchResult result;
        using (var log = resuming && File.Exists(folder.StepsPath) ? StepLogWriter.Resume(folder.StepsPath, from?.Records ?? 0) : StepLogWriter.Create(folder.StepsPath))
            result = new SearchLoop(search.Environment, search.Agent, options, [new StepLogObserver(log), .. watchers], new WarningLogger(line), from, checkpoints: search.Checkpoints).Run(stop);

        var front = RunFront.Of(StepLogReader.Read(folder.StepsPath));
        RunFront.Write(folder.FrontPath, front);
        (manifest with { End = DateTimeOffset.Now, RolledBack = result.RolledBack.Count > 0 ? result.RolledBack : null }).Save(folder.ManifestPath);
        line.Keep(string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(result.Steps, "step")} in {result.Elapsed:d\\.hh\\:mm\\:ss}; {result.End.ToString().ToLowerInvariant()}"));
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"best accuracy {result.Best?.Accuracy:P2} at step {result.Best?.Step}; {Plural.Of(front.Count, "architecture")} on the front; run in {folder.Path}"));
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
}

using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.Tool.Planning;
using Ddas.Nas.Tool.Search;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas search</c>: one search, or one for each of several seeds, on a warmed supernet or on a table.</summary>
internal static class SearchCommand
{
    public static Command Create(CommandContext context)
    {
        var plan = new Option<bool>("--plan") { Description = "Measures a few batches and says how long the search will take, how much memory and disk; writes nothing." };
        var json = new Option<bool>("--json") { Description = "With --plan: answer as one JSON document." };
        var command = new Command("search", "Searches for architectures; leaves steps.jsonl and front.csv in the run's folder.");
        var search = new SearchArguments(command);
        command.Add(plan);
        command.Add(json);
        command.SetAction((arguments, stop) => Task.Run(() =>
        {
            if (arguments.GetValue(json) && !arguments.GetValue(plan)) throw new UsageException("--json is for --plan; a search leaves its answer in the folder of the run.");
            var request = search.Bind(arguments);
            var line = new ProgressLine(context.Error, request.Runtime.Quiet);
            if (arguments.GetValue(plan)) Plan(context, request, line, arguments.GetValue(json), stop);
            else Search(context, request, line, stop);
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>What a command line asks for, its first word <c>search</c>.</summary>
    public static SearchRequest Parse(IReadOnlyList<string> words)
    {
        var command = new Command("search");
        var search = new SearchArguments(command);
        return search.Bind(command.Parse([.. words.Skip(1)]));
    }

    private static void Plan(CommandContext context, SearchRequest request, ProgressLine line, bool json, CancellationToken stop)
    {
        var report = new SearchPlanner(request, line).Plan(stop);
        if (json) context.WriteJson(report);
        else report.WriteText(context.Output);
    }

    private static void Search(CommandContext context, SearchRequest request, ProgressLine line, CancellationToken stop)
    {
        using var source = SearchSource.Open(request);
        foreach (var (seed, folder, command) in request.Runs)
        {
            using var environment = source.Create(seed);
            var agent = request.Agent.Create(source.Space, seed, source.Device);
            using var owned = agent as IDisposable;
            var run = new SearchRun(folder, environment, agent, request.Options(command, source.Notes), new WarningLogger(line));
            using var display = new SearchDisplay(line, source.ImagesPerStep, request.TensorBoard ? Path.Combine(folder, "tensorboard") : null);
            var result = run.Run(display, stop);
            line.Keep(display.Steps == 0
                ? $"the search in {folder} is finished"
                : string.Create(CultureInfo.InvariantCulture, $"{Plural.Of(result.Steps.Count, "step")} in {result.Elapsed:d\\.hh\\:mm\\:ss}; {Name(result.End)}"));
            context.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"best accuracy {result.Best?.Accuracy:P2} at step {result.Best?.Step}; {Plural.Of(result.Front.Count, "architecture")} on the front; run in {RunFolder.At(folder).Path}"));
        }
    }

    private static string Name(SearchEnd end) => end.ToString().ToLowerInvariant();
}

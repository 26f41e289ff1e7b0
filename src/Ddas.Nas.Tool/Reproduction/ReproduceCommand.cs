using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Tool.Commands;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary><c>ddas reproduce</c>: the paper's figures and tables, made by running the other commands.</summary>
internal static class ReproduceCommand
{
    /// <param name="context">Where it writes.</param>
    /// <param name="run">Runs another command of the application.</param>
    public static Command Create(CommandContext context, Func<string[], CancellationToken, Task<int>> run)
    {
        var figures = new Option<int[]>("--figure") { Description = "A figure of the paper, 2 to 6; may be given several times. Everything when neither a figure nor a table is named.", AllowMultipleArgumentsPerToken = true };
        var tables = new Option<int[]>("--table") { Description = "A table of the paper, 1 or 2.", AllowMultipleArgumentsPerToken = true };
        var scale = new Option<string>("--scale") { Description = "paper: the paper's sizes; small: hours on two cores.", Required = true };
        var dataset = new Option<string>("--dataset") { Description = $"One of {string.Join(", ", DataSets.Names)}.", Required = true };
        var data = new Option<string?>("--data") { Description = "Folder of the data set's files; not needed for mini." };
        var output = new Option<string>("--out") { Description = "Folder of the reproduction; what is done there is reused.", Required = true };
        var plan = new Option<bool>("--plan") { Description = "Says what there is to do and what it will cost, and does nothing." };
        var resume = new Option<bool>("--resume") { Description = "Goes on with a job that was cut off." };
        scale.AcceptOnlyFromAmong("paper", "small");
        var command = new Command("reproduce", "Reproduces the paper's figures and tables: runs what is missing, reuses what is there.") { figures, tables, scale, dataset, data, output, plan, resume };
        Option[] passedOn = [.. new RuntimeArguments(command).All, resume];
        command.SetAction(async (arguments, stop) =>
        {
            string folder = arguments.GetValue(output)!, name = arguments.GetValue(dataset)!;
            var targets = ReproductionTarget.Find(arguments.GetValue(figures) ?? [], arguments.GetValue(tables) ?? []);
            var sizes = arguments.GetValue(scale) == "paper" ? ReproductionScale.Paper(name) : ReproductionScale.Small;
            string[] images = ["--dataset", name, .. arguments.GetValue(data) is { } files ? (string[])["--data", files] : []];
            var jobs = new ReproductionPlan(folder, images, PassOn(arguments, passedOn), sizes);
            var missing = jobs.Missing(targets);
            if (arguments.GetValue(plan))
            {
                Describe(context, jobs.Jobs(targets).Count, missing, jobs.SearchesLeft(targets));
                return ExitCode.Done;
            }

            for (int i = 0; i < missing.Count; i++)
            {
                context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{i + 1}/{missing.Count}] {missing[i]}"));
                int code = await run([.. missing[i].Arguments], stop);
                if (code != ExitCode.Done) return code;
            }

            ReproductionResults.Write(folder, jobs, targets);
            foreach (var report in jobs.Reports(targets)) await run([.. report], stop);
            context.Output.WriteLine($"{string.Join(", ", targets.Select(t => t.Name))}: in {Path.GetFullPath(folder)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<string> PassOn(ParseResult arguments, Option[] options) =>
    [
        .. arguments.CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>()
            .Where(o => !o.Implicit && options.Contains(o.Option))
            .SelectMany(o => o.Tokens.Select(t => t.Value).Prepend(o.Option.Name)),
    ];

    private static void Describe(CommandContext context, int all, IReadOnlyList<ReproductionJob> missing, TimeSpan? searches)
    {
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all} jobs, {all - missing.Count} done, {missing.Count} to do:"));
        foreach (var job in missing) context.Output.WriteLine(job);
        if (missing.Any(job => job.Kind == ReproductionJobKind.Search))
            context.Output.WriteLine(searches is { } time
                ? string.Create(CultureInfo.InvariantCulture, $"The searches will take about {time:d\\.hh\\:mm\\:ss}, by those that are done here.")
                : "What the searches will take is known once the first is done; small: 3 to 16 minutes each on one core, see docs/results/fashion-mnist.md.");
    }
}

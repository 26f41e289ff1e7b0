using System.Globalization;
using Ddas.Nas.Pareto;
using Ddas.Nas.Pareto.Internal;
using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>
/// The tables of a reproduction, as pure functions of the runs' steps. Accuracies are percentages; intervals are 95 %
/// bootstrap intervals over seeds.
/// </summary>
internal static class ReproductionTables
{
    private const int RiseWindow = 20;

    /// <summary>Mean accuracy of the last sixth of the steps by method and seed.</summary>
    public static string LastSixth(IReadOnlyList<MethodRuns> methods)
    {
        var seeds = methods[0].Seeds;
        var table = new MarkdownTable(["method", .. seeds.Select(s => string.Create(CultureInfo.InvariantCulture, $"seed {s}")), "mean, interval", "explore phase"]);
        foreach (var method in methods)
        {
            double[] values = method.Each(MethodRuns.LastSixth);
            table.Add([method.Method.Title, .. values.Select(Numbers.Percent), Mean(values), Numbers.Percent(method.Each(run => run.Take(run.Count / 3).Average(s => s.Accuracy)).Average())]);
        }

        return table.ToString();
    }

    /// <summary>Every method against random search, paired by seed (same supernet, same budget).</summary>
    public static string AgainstRandomSearch(IReadOnlyList<MethodRuns> methods, MethodRuns randomSearch)
    {
        var table = new MarkdownTable("method", "less RS, interval", "wins", "Cohen's d_z", "Cliff's delta", "permutation p");
        foreach (var method in methods.Where(m => m.Method != randomSearch.Method))
        {
            var seeds = method.Seeds.Intersect(randomSearch.Seeds).ToArray();
            double[] own = [.. seeds.Select(s => MethodRuns.LastSixth(method.Runs[s]))];
            double[] theirs = [.. seeds.Select(s => MethodRuns.LastSixth(randomSearch.Runs[s]))];
            if (seeds.Length < 2)
            {
                table.Add(method.Method.Title, seeds.Length == 0 ? "no common seed" : $"{Numbers.Percent(own[0] - theirs[0])} (one seed)", "-", "-", "-", "-");
                continue;
            }

            var paired = PairedComparison.Of(own, theirs);
            table.Add(
                method.Method.Title, Numbers.Percent(paired.MeanDifference), $"{paired.Wins}/{paired.Count}",
                Numbers.Fixed(paired.CohensDz, 1), Numbers.Fixed(paired.CliffsDelta, 2), Numbers.Fixed(paired.PermutationP, 2));
        }

        return table.ToString();
    }

    /// <summary>
    /// When each method rises: the first step at which the mean accuracy of the last <see cref="RiseWindow"/> steps reaches
    /// a level, mean over the seeds that reach it.
    /// </summary>
    public static string Rise(IReadOnlyList<MethodRuns> methods)
    {
        double[] levels = [0.3, 0.4, 0.5, 0.6, 0.7];
        var table = new MarkdownTable(["method", .. levels.Select(l => $"{Numbers.Fixed(100 * l, 0)} %")]);
        foreach (var method in methods)
            table.Add([method.Method.Title, .. levels.Select(level => Reached(method, level))]);
        return table.ToString();
    }

    /// <summary>
    /// The fronts of accuracy against FLOPs: how many points, how far to the left, how good below FLOPs that random
    /// architectures rarely reach, and the hypervolume above accuracy 0 and left of the heaviest architecture of all runs.
    /// </summary>
    public static string Fronts(IReadOnlyList<MethodRuns> methods)
    {
        var all = methods.SelectMany(m => m.Runs.Values).SelectMany(run => run).ToArray();
        double heaviest = all.Max(s => s.Flops!.Value);
        var relativeFlops = new Objective<StepRecord>("flops", "", Direction.Minimize, s => s.Flops!.Value / heaviest);
        double[] flops = [.. methods[0].Runs.Values.SelectMany(run => run).Select(s => s.Flops!.Value).Order()];
        double[] budgets = [.. new[] { 0.1, 0.25, 0.5 }.Select(q => flops[(int)(q * (flops.Length - 1))])];
        var table = new MarkdownTable([
            "method", "points", "least MFLOPs on the front", .. budgets.Select(b => $"best under {Numbers.Fixed(b / 1e6, 1)} MFLOPs"), "hypervolume, interval"]);
        foreach (var method in methods)
        {
            IReadOnlyList<StepRecord>[] fronts = [.. method.Seeds.Select(seed => StepFront.Of(method.Runs[seed]))];
            double[] volumes = method.Each(run => Hypervolume.Of(run, [StepObjectives.Accuracy, relativeFlops], [0, 1]));
            table.Add([
                method.Method.Title, Numbers.Fixed(fronts.Average(front => front.Count), 1), Numbers.Fixed(fronts.Average(front => front.Min(s => s.Flops!.Value)) / 1e6, 1),
                .. budgets.Select(b => Numbers.Percent(method.Each(run => run.Where(s => s.Flops <= b).Max(s => s.Accuracy)).Average())),
                Mean(volumes)]);
        }

        return table.ToString();
    }

    /// <summary>Width (in c) and depth of both cells: of the 5 % most accurate steps, and of all.</summary>
    public static string Shapes(IReadOnlyList<MethodRuns> methods)
    {
        var table = new MarkdownTable("method", "normal width", "normal depth", "reduction width", "reduction depth", "of all steps: normal width", "normal depth", "reduction width", "reduction depth");
        foreach (var method in methods)
        {
            var steps = method.Runs.Values.SelectMany(run => run).ToArray();
            var top = method.Runs.Values.SelectMany(run => Selection.Top(run, StepObjectives.Accuracy, 0.05));
            table.Add([method.Method.Title, .. MeanShape(top), .. MeanShape(steps)]);
        }

        return table.ToString();
    }

    /// <summary>What the agents did after exploring: how many different architectures they measured, and what their networks said.</summary>
    public static string Diagnostics(IReadOnlyList<MethodRuns> methods)
    {
        var table = new MarkdownTable("method", "different architectures", "pairs changed a step", "spread", "saturation", "none of 16", "ties", "burst steps");
        foreach (var method in methods)
        {
            string Average(Func<StepRecord, double?> of, int decimals) =>
                method.Runs.Values.SelectMany(MethodRuns.AfterExplore).Average(of) is { } mean ? Numbers.Fixed(mean, decimals) : "-";
            table.Add(
                method.Method.Title,
                Numbers.Fixed(method.Each(run => MethodRuns.AfterExplore(run).Select(s => s.Genotype).Distinct().Count()).Average(), 1),
                Numbers.Fixed(method.Each(run => MeanChange([.. MethodRuns.AfterExplore(run)])).Average(), 1),
                Average(s => s.Figures.Find("spread"), 2), Average(s => s.Figures.Find("saturation"), 2), Average(s => s.Figures.Find("noneCount"), 1), Average(s => s.Figures.Find("ties"), 1),
                Numbers.Fixed(method.Each(run => run.Count(s => s.Figures.Find("burst") == 1)).Average(), 1));
        }

        return table.ToString();
    }

    private static string Mean(double[] values) =>
        values.Length < 2 ? Numbers.Percent(values[0]) : Numbers.Percent(new Bootstrap().Interval(values, Enumerable.Average));

    private static string Reached(MethodRuns method, double level)
    {
        int[] steps = [.. method.Seeds
            .Select(seed => FirstReached(method.Runs[seed], level))
            .OfType<int>()];
        string mean = steps.Length == 0 ? "-" : Numbers.Fixed(steps.Average(), 0);
        return steps.Length == method.Seeds.Count || steps.Length == 0 ? mean : $"{mean} ({steps.Length} of {method.Seeds.Count})";
    }

    private static int? FirstReached(IReadOnlyList<StepRecord> run, double level)
    {
        for (int end = RiseWindow; end <= run.Count; end++)
            if (run.Skip(end - RiseWindow).Take(RiseWindow).Average(s => s.Accuracy) >= level) return end - 1;
        return null;
    }

    private static IEnumerable<string> MeanShape(IEnumerable<StepRecord> steps)
    {
        var shapes = steps.Select(s => CellShapeAnalysis.Of(ArchitectureOf(s))).ToArray();
        for (int kind = 0; kind < SearchSpaceDefinition.Darts.CellKinds.Count; kind++)
        {
            yield return Numbers.Fixed(shapes.Average(s => s[kind].Width), 2);
            yield return Numbers.Fixed(shapes.Average(s => s[kind].Depth), 2);
        }
    }

    private static double MeanChange(StepRecord[] steps) => steps
        .Zip(steps.Skip(1), (a, b) => (double)ArchitectureOf(a).DifferingPairs(ArchitectureOf(b)))
        .DefaultIfEmpty(0)
        .Average();

    private static Architecture ArchitectureOf(StepRecord step) => ArchitectureText.Parse(SearchSpaceDefinition.Darts, step.Genotype);
}

using Ddas.Nas.Pareto;
using Ddas.Nas.Pareto.Internal;
using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Models;

/// <summary>
/// Hypervolume of accuracy against cost so far, as a share of the box between no accuracy at the reference cost and full
/// accuracy at no cost: mean over seeds, with the bootstrap interval of the mean.
/// </summary>
/// <param name="Steps">The steps at which it was taken.</param>
/// <param name="Mean">Mean over seeds.</param>
/// <param name="Lower">Lower end of the 95 % interval; the mean for a single seed.</param>
/// <param name="Upper">Upper end.</param>
internal sealed record HypervolumeCurve(IReadOnlyList<int> Steps, IReadOnlyList<double> Mean, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper)
{
    private const int Points = 100;
    private static readonly BootstrapOptions Bootstrap = new() { Resamples = 1000, Method = BootstrapMethod.Percentile };

    /// <summary>The reference cost of several runs: the greatest finite one; null where none has a positive cost.</summary>
    public static double? ReferenceCost(IEnumerable<RunData> runs) =>
        runs.SelectMany(static run => run.Steps).Max(static step => step.Flops is { } flops && double.IsFinite(flops) && flops > 0 ? flops : (double?)null);

    /// <summary>The hypervolume after each step of a run.</summary>
    public static IReadOnlyList<double> Of(RunData run, double referenceCost) =>
        [.. new HypervolumeHistory<StepRecord>([StepObjectives.Accuracy, StepObjectives.Flops], [0, referenceCost], run.Steps).Values.Select(value => value / referenceCost)];

    /// <summary>The curve of a method, at up to 100 steps that all seeds reached.</summary>
    public static HypervolumeCurve Of(SearchMethod method, double referenceCost)
    {
        RunData[] runs = [.. method.Runs.Where(static run => run.Steps.Count > 0)];
        if (runs.Length == 0) return new HypervolumeCurve([], [], [], []);
        int length = runs.Min(static run => run.Steps.Count);
        int[] at = [.. Enumerable.Range(0, Math.Min(length, Points)).Select(i => length <= Points ? i : (int)((long)i * (length - 1) / (Points - 1)))];
        IReadOnlyList<double>[] curves = [.. runs.Select(run => (IReadOnlyList<double>)Pick(Of(run, referenceCost), at))];
        int[] steps = [.. at.Select(i => runs[0].Steps[i].Step)];
        if (runs.Length == 1) return new HypervolumeCurve(steps, curves[0], curves[0], curves[0]);
        var intervals = SeedStatistics.MeanIntervals(curves, Bootstrap);
        return new HypervolumeCurve(steps, [.. intervals.Select(static i => i.Estimate)], [.. intervals.Select(static i => i.Lower)], [.. intervals.Select(static i => i.Upper)]);
    }

    private static double[] Pick(IReadOnlyList<double> values, int[] at) => [.. at.Select(i => values[i])];
}

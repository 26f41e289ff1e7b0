using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Models;

/// <summary>A quantity of a method over its steps: the mean over seeds of a moving mean, with a band (Fig. 2).</summary>
/// <param name="Steps">The steps that all seeds reached.</param>
/// <param name="Mean">Mean over seeds.</param>
/// <param name="Lower">Mean less one standard deviation over seeds.</param>
/// <param name="Upper">Mean and one standard deviation.</param>
/// <param name="Seeds">Number of seeds.</param>
internal sealed record SeedCurve(IReadOnlyList<int> Steps, IReadOnlyList<double> Mean, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper, int Seeds)
{
    /// <summary>A curve without a point.</summary>
    public static SeedCurve Empty { get; } = new([], [], [], [], 0);

    /// <summary>The curve of a quantity; steps that do not have it are left out, and seeds without any.</summary>
    /// <param name="runs">The runs of a method.</param>
    /// <param name="quantity">Reads it from a step.</param>
    /// <param name="window">Steps of the moving mean.</param>
    public static SeedCurve Of(IEnumerable<RunData> runs, Func<StepRecord, double?> quantity, int window) =>
        OfSeries(runs.Select(run => run.Steps.Where(step => quantity(step) is { } value && double.IsFinite(value)).Select(step => (step.Step, quantity(step)!.Value))), values => MovingMean.Of(values, window));

    /// <summary>The best accuracy so far.</summary>
    public static SeedCurve OfBest(IEnumerable<RunData> runs) => OfSeries(runs.Select(static run => run.Steps.Select(static step => (step.Step, step.Accuracy))), RunningMaximum);

    private static SeedCurve OfSeries(IEnumerable<IEnumerable<(int Step, double Value)>> series, Func<IReadOnlyList<double>, double[]> smooth)
    {
        (int Step, double Value)[][] seeds = [.. series.Select(static points => points.ToArray()).Where(static points => points.Length > 0)];
        if (seeds.Length == 0) return Empty;
        int length = seeds.Min(static points => points.Length);
        var bands = SeedStatistics.Bands([.. seeds.Select(points => (IReadOnlyList<double>)smooth([.. points.Take(length).Select(static point => point.Value)]))]);
        return new SeedCurve(
            [.. seeds[0].Take(length).Select(static point => point.Step)],
            [.. bands.Select(static band => band.Mean)],
            [.. bands.Select(static band => band.Mean - band.StandardDeviation)],
            [.. bands.Select(static band => band.Mean + band.StandardDeviation)],
            seeds.Length);
    }

    private static double[] RunningMaximum(IReadOnlyList<double> values)
    {
        double best = double.NegativeInfinity;
        return [.. values.Select(value => best = Math.Max(best, value))];
    }
}

using MathNet.Numerics.Statistics;

namespace Ddas.Nas.Pareto.Statistics;

/// <summary>Curves of several seeds, step by step, as mean and band (Fig. 2).</summary>
public static class SeedStatistics
{
    /// <summary>Mean, deviation and range of each step.</summary>
    /// <param name="curves">One or more curves, one a seed, of one length. A NaN in a step makes that step NaN.</param>
    /// <returns>A band for each step.</returns>
    /// <exception cref="ArgumentException">There is no curve, or lengths differ.</exception>
    public static IReadOnlyList<SeedBand> Bands(IReadOnlyList<IReadOnlyList<double>> curves) =>
        [.. Steps(curves).Select(values => new SeedBand(
            values.Average(),
            values.Length == 1 ? 0 : ArrayStatistics.StandardDeviation(values),
            ArrayStatistics.Minimum(values),
            ArrayStatistics.Maximum(values)))];

    /// <summary>The mean of each step with its bootstrap interval over seeds.</summary>
    /// <param name="curves">Two or more curves, one a seed, of one length.</param>
    /// <param name="options">Of the bootstrap; defaults if null.</param>
    /// <returns>An interval for each step.</returns>
    /// <exception cref="ArgumentException">There are fewer than two curves, lengths differ, or options are out of range.</exception>
    public static IReadOnlyList<ConfidenceInterval> MeanIntervals(IReadOnlyList<IReadOnlyList<double>> curves, BootstrapOptions? options = null)
    {
        var bootstrap = new Bootstrap(options);
        return [.. Steps(curves).Select(values => bootstrap.Interval(values, Enumerable.Average))];
    }

    /// <summary>The values of all seeds, for each step.</summary>
    private static IEnumerable<double[]> Steps(IReadOnlyList<IReadOnlyList<double>> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 0)
            throw new ArgumentException("At least one curve is needed.", nameof(curves));
        if (curves.Any(curve => curve.Count != curves[0].Count))
            throw new ArgumentException($"Curves of one length are needed, not of {string.Join(", ", curves.Select(curve => curve.Count))} steps.", nameof(curves));
        return Enumerable.Range(0, curves[0].Count).Select(step => curves.Select(curve => curve[step]).ToArray());
    }
}

using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Ddas.Nas.Pareto.Statistics;

/// <summary>
/// Confidence intervals by resampling with replacement (Efron and Tibshirani 1993). A pure function of its options and
/// the sample; safe for concurrent use if the statistic is.
/// </summary>
public sealed class Bootstrap
{
    private readonly int resamples;
    private readonly double confidence;
    private readonly BootstrapMethod method;
    private readonly long seed;

    /// <summary>Takes over the options; later changes to them have no effect.</summary>
    /// <param name="options">Defaults if null.</param>
    /// <exception cref="ArgumentException">Options are out of range; all are named.</exception>
    public Bootstrap(BootstrapOptions? options = null)
    {
        options ??= new BootstrapOptions();
        options.Validate();
        (resamples, confidence, method, seed) = (options.Resamples, options.Confidence, options.Method, options.Seed);
    }

    /// <summary>The interval of a statistic of one sample, for example <c>Enumerable.Average</c>.</summary>
    /// <param name="sample">At least two items that are resampled one by one, for example results of seeds.</param>
    /// <param name="statistic">A pure function. It must not keep its argument, which is overwritten. Where it is NaN (a correlation of equal points) the resample is left out.</param>
    /// <exception cref="ArgumentException">The sample has fewer than two items.</exception>
    public ConfidenceInterval Interval<T>(IReadOnlyList<T> sample, Func<IReadOnlyList<T>, double> statistic)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(statistic);
        if (sample.Count < 2)
            throw new ArgumentException($"At least 2 items are needed, not {sample.Count}.", nameof(sample));
        double estimate = statistic(sample);
        double[] replicates = Replicates(sample, statistic);
        if (double.IsNaN(estimate) || replicates.Length == 0)
            return new ConfidenceInterval(estimate, double.NaN, double.NaN, confidence, replicates.Length);
        double tail = (1 - confidence) / 2;
        (double low, double high) = method == BootstrapMethod.Percentile
            ? (tail, 1 - tail)
            : CorrectedLevels(estimate, replicates, Jackknife(sample, statistic), tail);
        return new ConfidenceInterval(estimate, Quantile(replicates, low), Quantile(replicates, high), confidence, replicates.Length);
    }

    /// <summary>The interval of a statistic of paired series, for example <see cref="RankCorrelation.Spearman"/>; pairs stay together.</summary>
    /// <param name="first">At least two values.</param>
    /// <param name="second">As many.</param>
    /// <param name="statistic">A pure function of both resampled series.</param>
    /// <exception cref="ArgumentException">The series differ in length, are too short, or hold NaN.</exception>
    public ConfidenceInterval Interval(
        IReadOnlyList<double> first,
        IReadOnlyList<double> second,
        Func<IReadOnlyList<double>, IReadOnlyList<double>, double> statistic)
    {
        Samples.CheckPaired(first, second);
        ArgumentNullException.ThrowIfNull(statistic);
        (double X, double Y)[] pairs = [.. first.Zip(second)];
        return Interval<(double X, double Y)>(
            pairs,
            sample => statistic([.. sample.Select(pair => pair.X)], [.. sample.Select(pair => pair.Y)]));
    }

    /// <summary>
    /// The levels of BCa. Bias z0 is the normal quantile of the share of replicates below the estimate (ties count half,
    /// the share stays off 0 and 1 by half a replicate); acceleration a is the skewness of the jackknife over 6.
    /// </summary>
    internal static (double Low, double High) CorrectedLevels(double estimate, double[] replicates, double[] jackknife, double tail)
    {
        double half = 0.5 / replicates.Length;
        double below = replicates.Sum(value => value < estimate ? 1 : value == estimate ? 0.5 : 0) / replicates.Length;
        double z0 = Normal.InvCDF(0, 1, Math.Clamp(below, half, 1 - half));
        double mean = jackknife.Average();
        double cubes = jackknife.Sum(value => Math.Pow(mean - value, 3));
        double squares = jackknife.Sum(value => Math.Pow(mean - value, 2));
        double a = squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
        return (Level(tail), Level(1 - tail));

        double Level(double level)
        {
            double shifted = z0 + Normal.InvCDF(0, 1, level);
            return Normal.CDF(0, 1, z0 + shifted / (1 - a * shifted));
        }
    }

    private double[] Replicates<T>(IReadOnlyList<T> sample, Func<IReadOnlyList<T>, double> statistic)
    {
        var replicates = new List<double>(resamples);
        var drawn = new T[sample.Count];
        for (int resample = 0; resample < resamples; resample++)
        {
            var random = new ResamplingRandom(seed, resample);
            for (int i = 0; i < drawn.Length; i++)
                drawn[i] = sample[random.NextIndex(drawn.Length)];
            double value = statistic(drawn);
            if (!double.IsNaN(value))
                replicates.Add(value);
        }
        replicates.Sort();
        return [.. replicates];
    }

    private static double[] Jackknife<T>(IReadOnlyList<T> sample, Func<IReadOnlyList<T>, double> statistic) =>
        [.. Enumerable.Range(0, sample.Count)
            .Select(left => statistic([.. sample.Where((_, i) => i != left)]))
            .Where(value => !double.IsNaN(value))];

    private static double Quantile(double[] sorted, double level) =>
        SortedArrayStatistics.QuantileCustom(sorted, level, QuantileDefinition.R7);
}

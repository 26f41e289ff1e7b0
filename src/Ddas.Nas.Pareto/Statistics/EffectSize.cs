using MathNet.Numerics.Statistics;

namespace Ddas.Nas.Pareto.Statistics;

/// <summary>Size of a difference, free of units.</summary>
internal static class EffectSize
{
    /// <summary>Cohen's d_z: the mean of paired differences over their standard deviation (n - 1).</summary>
    /// <param name="differences">At least two finite values.</param>
    /// <returns>Infinite if all differences are equal, NaN if all are 0.</returns>
    /// <exception cref="ArgumentException">Too few values, or one is not finite.</exception>
    public static double CohensDz(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count < 2)
            throw new ArgumentException($"At least 2 differences are needed, not {differences.Count}.", nameof(differences));
        Samples.CheckFinite(differences, nameof(differences));
        return differences.All(value => value == differences[0])
            ? differences[0] / 0.0
            : differences.Average() / differences.StandardDeviation();
    }

    /// <summary>Cliff's delta: how much more often a value of the first series exceeds one of the second than falls below it, over all pairs.</summary>
    /// <param name="first">At least one value.</param>
    /// <param name="second">At least one value; the lengths may differ.</param>
    /// <returns>From -1 (all below) to 1 (all above).</returns>
    /// <exception cref="ArgumentException">A series is empty or holds NaN.</exception>
    public static double CliffsDelta(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count == 0 || second.Count == 0)
            throw new ArgumentException("Both series need a value.", nameof(first));
        Samples.CheckNumbers(first, nameof(first));
        Samples.CheckNumbers(second, nameof(second));
        long above = first.Sum(a => second.Sum(b => (long)a.CompareTo(b)));
        return (double)above / ((long)first.Count * second.Count);
    }
}

using MathNet.Numerics.Distributions;

namespace Ddas.Nas.Pareto.Statistics;

/// <summary>
/// Two-sided p-values of the hypothesis that paired differences are symmetric about 0. With few pairs they cannot be
/// small: three pairs give at least 0.25, six are needed for less than 0.05.
/// </summary>
internal static class PairedTests
{
    private const int ExactLimit = 20;
    private const int RandomFlips = 100_000;

    /// <summary>The exact sign test: only the signs count; differences of 0 are left out.</summary>
    /// <returns>A p-value; 1 if no difference remains.</returns>
    /// <exception cref="ArgumentException">A difference is NaN.</exception>
    public static double Sign(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        Samples.CheckNumbers(differences, nameof(differences));
        int positive = differences.Count(value => value > 0);
        int negative = differences.Count(value => value < 0);
        return Math.Min(1, 2 * Binomial.CDF(0.5, positive + negative, Math.Min(positive, negative)));
    }

    /// <summary>
    /// The permutation test of the mean: the share of all ways to flip signs whose mean is at least as far from 0. Exact
    /// up to 20 pairs; beyond, from 100,000 random flips.
    /// </summary>
    /// <param name="differences">At least one finite value.</param>
    /// <param name="seed">Of the random flips; unused up to 20 pairs.</param>
    /// <exception cref="ArgumentException">There is no difference, or one is not finite.</exception>
    public static double Permutation(IReadOnlyList<double> differences, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count == 0)
            throw new ArgumentException("At least one difference is needed.", nameof(differences));
        Samples.CheckFinite(differences, nameof(differences));
        double[] sizes = [.. differences.Select(Math.Abs)];
        // Sums that are equal in exact arithmetic must count as equal.
        double threshold = Math.Abs(differences.Sum()) - 1e-12 * sizes.Sum();
        if (sizes.Length > ExactLimit)
            return (1.0 + CountRandom(sizes, threshold, seed)) / (1.0 + RandomFlips);
        return (double)CountAll(sizes, 0, 0, threshold) / (1L << sizes.Length);
    }

    private static long CountAll(double[] sizes, int next, double sum, double threshold)
    {
        if (next == sizes.Length)
            return Math.Abs(sum) >= threshold ? 1 : 0;
        return CountAll(sizes, next + 1, sum + sizes[next], threshold) + CountAll(sizes, next + 1, sum - sizes[next], threshold);
    }

    private static long CountRandom(double[] sizes, double threshold, long seed)
    {
        long count = 0;
        for (int flip = 0; flip < RandomFlips; flip++)
        {
            var random = new ResamplingRandom(seed, flip);
            double sum = 0;
            foreach (double size in sizes)
                sum += (random.NextBits() >> 63) == 0 ? size : -size;
            count += Math.Abs(sum) >= threshold ? 1 : 0;
        }
        return count;
    }
}

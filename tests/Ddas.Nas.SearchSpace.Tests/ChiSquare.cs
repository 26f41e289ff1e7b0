namespace Ddas.Nas.SearchSpace.Tests;

internal static class ChiSquare
{
    /// <summary>Pearson's statistic of counts against equal probabilities; its mean is the number of counts less one.</summary>
    public static double OfUniform(params int[] counts)
    {
        double expected = counts.Average();
        return counts.Sum(c => (c - expected) * (c - expected) / expected);
    }

    /// <summary>The value that the statistic exceeds with probability 0.001 (Wilson and Hilferty's approximation, within 1 %).</summary>
    public static double Limit(int degreesOfFreedom)
    {
        double v = 2.0 / (9 * degreesOfFreedom);
        return degreesOfFreedom * Math.Pow(1 - v + (3.0902 * Math.Sqrt(v)), 3);
    }
}

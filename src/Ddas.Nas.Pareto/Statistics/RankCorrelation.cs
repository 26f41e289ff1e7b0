using MathNet.Numerics.Statistics;

namespace Ddas.Nas.Pareto.Statistics;

/// <summary>
/// How well one measure orders results as another does, for example supernet accuracy and test accuracy over a front
/// (Table 2). 1 is the same order, -1 the reverse; NaN where one series is constant.
/// </summary>
public static class RankCorrelation
{
    /// <summary>Spearman's rho: Pearson's correlation of ranks, equal values sharing their average rank (Table 2).</summary>
    /// <param name="first">At least two values.</param>
    /// <param name="second">As many.</param>
    /// <exception cref="ArgumentException">The series differ in length, are too short, or hold NaN.</exception>
    public static double Spearman(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        Samples.CheckPaired(first, second);
        return Correlation.Spearman(first, second);
    }

    /// <summary>Kendall's tau-b: pairs in the same order less pairs in the reverse order, corrected for ties. O(n log n) (Knight 1966).</summary>
    /// <param name="first">At least two values.</param>
    /// <param name="second">As many.</param>
    /// <exception cref="ArgumentException">The series differ in length, are too short, or hold NaN.</exception>
    public static double KendallTauB(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        Samples.CheckPaired(first, second);
        (double X, double Y)[] points = [.. first.Zip(second)];
        Array.Sort(points);
        double[] ys = [.. points.Select(point => point.Y)];
        long pairs = PairsOf(points.Length);
        long tiedX = TiedPairs(points.Select(point => point.X));
        long tiedBoth = TiedPairs(points);
        long reversed = SortCountingInversions(ys, new double[ys.Length], 0, ys.Length);
        long tiedY = TiedPairs(ys);
        double agreement = pairs - tiedX - tiedY + tiedBoth - 2 * reversed;
        return agreement / Math.Sqrt((double)(pairs - tiedX) * (pairs - tiedY));
    }

    private static long PairsOf(long count) => count * (count - 1) / 2;

    /// <summary>Pairs of equal values in a sorted sequence.</summary>
    private static long TiedPairs<T>(IEnumerable<T> sorted)
        where T : IEquatable<T>
    {
        long tied = 0;
        long run = 0;
        T? previous = default;
        foreach (T value in sorted)
        {
            run = run > 0 && value.Equals(previous) ? run + 1 : 1;
            tied += run - 1;
            previous = value;
        }
        return tied;
    }

    /// <summary>Merge sort of values[from..to]; returns how many pairs were in falling order.</summary>
    private static long SortCountingInversions(double[] values, double[] buffer, int from, int to)
    {
        if (to - from < 2)
            return 0;
        int middle = (from + to) / 2;
        long inversions = SortCountingInversions(values, buffer, from, middle) + SortCountingInversions(values, buffer, middle, to);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++)
        {
            if (right == to || (left < middle && values[left] <= values[right]))
            {
                buffer[i] = values[left++];
                continue;
            }
            inversions += middle - left;
            buffer[i] = values[right++];
        }
        Array.Copy(buffer, from, values, from, to - from);
        return inversions;
    }
}

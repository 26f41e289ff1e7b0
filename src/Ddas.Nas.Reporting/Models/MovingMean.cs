namespace Ddas.Nas.Reporting.Models;

/// <summary>The mean of the last values, which makes the course of a noisy series visible.</summary>
internal static class MovingMean
{
    /// <summary>For each value the mean of it and up to <paramref name="window"/> - 1 before it.</summary>
    public static double[] Of(IReadOnlyList<double> values, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var means = new double[values.Count];
        for (int i = 0; i < means.Length; i++)
        {
            int first = Math.Max(0, i - window + 1);
            double sum = 0;
            for (int k = first; k <= i; k++) sum += values[k];
            means[i] = sum / (i - first + 1);
        }

        return means;
    }

    /// <summary>The window for a series of a length: a sixtieth of it, at least 1.</summary>
    public static int WindowFor(int length) => Math.Max(1, length / 60);
}

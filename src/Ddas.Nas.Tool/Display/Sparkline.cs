namespace Ddas.Nas.Tool.Display;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>The means of equal parts of a series, each as one of eight heights between the least and the greatest mean.</summary>
    /// <param name="values">The series.</param>
    /// <param name="width">Characters at most.</param>
    public static string Of(IReadOnlyList<double> values, int width)
    {
        int count = Math.Min(width, values.Count);
        if (count == 0) return "";
        double[] means = [.. Enumerable.Range(0, count).Select(i => Mean(values, (int)((long)i * values.Count / count), (int)((long)(i + 1) * values.Count / count)))];
        var (low, high) = (means.Min(), means.Max());
        return string.Concat(means.Select(mean => Levels[high > low ? (int)Math.Round((mean - low) / (high - low) * (Levels.Length - 1)) : 0]));
    }

    private static double Mean(IReadOnlyList<double> values, int from, int to)
    {
        double sum = 0;
        for (int i = from; i < to; i++) sum += values[i];
        return sum / (to - from);
    }
}

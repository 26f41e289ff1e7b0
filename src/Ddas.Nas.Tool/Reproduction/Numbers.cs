using System.Globalization;
using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>How numbers stand in the tables.</summary>
internal static class Numbers
{
    /// <summary>A fraction as a percentage with one decimal, without its sign.</summary>
    public static string Percent(double fraction) => Fixed(100 * fraction, 1);

    /// <summary>An interval of a fraction as percentages: estimate (lower to upper).</summary>
    public static string Percent(ConfidenceInterval interval) =>
        $"{Percent(interval.Estimate)} ({Percent(interval.Lower)} to {Percent(interval.Upper)})";

    /// <summary>A number with so many decimals.</summary>
    public static string Fixed(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}

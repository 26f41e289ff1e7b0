using System.Globalization;
using System.Text;
using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>A table in Markdown.</summary>
internal sealed class MarkdownTable(params IReadOnlyList<string> columns)
{
    private readonly StringBuilder text = new($"| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}\n");

    /// <summary>Adds a row, a cell for each column.</summary>
    public void Add(params IEnumerable<string> cells)
    {
        string[] row = [.. cells];
        if (row.Length != columns.Count) throw new ArgumentException($"A row of {row.Length} cells does not fit {columns.Count} columns.", nameof(cells));
        text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}

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

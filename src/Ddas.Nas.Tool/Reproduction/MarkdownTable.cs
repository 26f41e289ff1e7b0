using System.Text;

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

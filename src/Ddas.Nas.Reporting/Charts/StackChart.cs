using System.Globalization;
using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Charts;

/// <summary>Rows that are divided into shares: operations by phase.</summary>
internal sealed class StackChart
{
    private const double Width = 480;
    private const double RowHeight = 22;
    private const double TextSize = 11.5;

    /// <summary>Names of the parts.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>The rows, whose shares add up to 1.</summary>
    public required IReadOnlyList<(string Name, IReadOnlyList<double> Shares)> Rows { get; init; }

    public Picture Draw(string description)
    {
        const double LabelLimit = 170;
        LegendItem[] legend = [.. Parts.Select(static (part, i) => new LegendItem(part, Tone.Of(Tone.Operations, i), Solid: true))];
        double left = 14 + Math.Min(LabelLimit, Rows.Max(static row => FigureFont.Width(row.Name, TextSize)));
        double top = Legend.Height(legend, Width - 20) + 14;
        double width = Width - left - 12;
        var shapes = new List<Shape>(Legend.Draw(legend, new Position(10, 4), Width - 20));
        for (int r = 0; r < Rows.Count; r++)
        {
            double y = top + (r * RowHeight);
            shapes.Add(new Shape.Text(new Position(left - 6, y + 14), FigureFont.Fit(Rows[r].Name, TextSize, LabelLimit), TextSize, Tone.Ink, Anchor.End));
            double x = left;
            for (int part = 0; part < Parts.Count; part++)
            {
                double share = Rows[r].Shares[part];
                if (share == 0) continue;
                string percent = (100 * share).ToString("F1", CultureInfo.InvariantCulture);
                shapes.Add(new Shape.Box(new Frame(x, y, share * width, RowHeight - 4), Tone.Of(Tone.Operations, part), Hint: $"{Rows[r].Name}, {Parts[part]}: {percent} %"));
                x += share * width;
            }
        }

        return new Picture(Width, top + (Rows.Count * RowHeight) + 6, description, shapes);
    }
}

using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Charts;

/// <summary>Names and colours in rows above a chart, where they hide no data.</summary>
internal static class Legend
{
    private const double Size = 11.5;
    private const double RowHeight = 17;
    private const double Swatch = 20;
    private const double Gap = 14;

    /// <summary>Height of the rows in a width.</summary>
    public static double Height(IReadOnlyList<LegendItem> items, double width) => items.Count == 0 ? 0 : (Rows(items, width).Max(static place => place.Row) + 1) * RowHeight;

    /// <summary>The shapes, from a corner rightwards and downwards.</summary>
    public static IEnumerable<Shape> Draw(IReadOnlyList<LegendItem> items, Position corner, double width)
    {
        foreach (var (item, text, x, row) in Rows(items, width))
        {
            double middle = corner.Y + (row * RowHeight) + (RowHeight / 2);
            double left = corner.X + x;
            if (item.Solid) yield return new Shape.Box(new Frame(left, middle - 5, 10, 10), item.Tone, Radius: 2);
            else yield return new Shape.Line([new Position(left, middle), new Position(left + Swatch - 5, middle)], item.Tone, 2.2, item.Dash);
            yield return new Shape.Text(new Position(left + (item.Solid ? 15 : Swatch), middle + (Size * 0.36)), text, Size, Tone.Ink);
        }
    }

    private static IEnumerable<(LegendItem Item, string Text, double X, int Row)> Rows(IReadOnlyList<LegendItem> items, double width)
    {
        double x = 0;
        int row = 0;
        foreach (var item in items)
        {
            string text = FigureFont.Fit(item.Text, Size, width - Swatch);
            double needed = (item.Solid ? 15 : Swatch) + FigureFont.Width(text, Size);
            if (x > 0 && x + needed > width) (x, row) = (0, row + 1);
            yield return (item, text, x, row);
            x += needed + Gap;
        }
    }
}

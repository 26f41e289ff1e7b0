using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Charts;

/// <summary>Two axes, a legend and what is drawn between them.</summary>
internal sealed class Chart
{
    /// <summary>Size of the text of axes.</summary>
    public const double TextSize = 11.5;

    private readonly List<Shape> shapes = [];
    private readonly double width;
    private readonly double height;

    /// <summary>Lays out the axes.</summary>
    public Chart(Axis x, Axis y, IReadOnlyList<LegendItem> legend, double width = 480, double height = 320)
    {
        (X, Y, this.width, this.height) = (x, y, width, height);
        double left = 28 + y.Ticks.Select(tick => FigureFont.Width(y.Format(tick), TextSize)).DefaultIfEmpty(0).Max();
        double legendHeight = Legend.Height(legend, width - left - 12);
        double top = legend.Count == 0 ? 12 : legendHeight + 14;
        Plot = new Frame(left, top, width - left - 14, height - top - 42);
        shapes.AddRange(Legend.Draw(legend, new Position(left, 4), width - left - 12));
        DrawAxes();
    }

    public Axis X { get; }

    public Axis Y { get; }

    /// <summary>Where data are drawn.</summary>
    public Frame Plot { get; }

    /// <summary>The place of a point of data.</summary>
    public Position At(double x, double y) => new(Plot.Left + (X.Share(x) * Plot.Width), Plot.Bottom - (Y.Share(y) * Plot.Height));

    /// <summary>The places of points of data.</summary>
    public IReadOnlyList<Position> At(IEnumerable<(double X, double Y)> points) => [.. points.Select(point => At(point.X, point.Y))];

    public void Add(Shape shape) => shapes.Add(shape);

    public Picture ToPicture(string description) => new(width, height, description, shapes);

    private void DrawAxes()
    {
        foreach (double tick in Y.Ticks)
        {
            double y = At(X.Minimum, tick).Y;
            shapes.Add(new Shape.Line([new Position(Plot.Left, y), new Position(Plot.Right, y)], Tone.Grid, 1));
            shapes.Add(new Shape.Text(new Position(Plot.Left - 6, y + (TextSize * 0.36)), Y.Format(tick), TextSize, Tone.Muted, Anchor.End));
        }

        foreach (double tick in X.Ticks)
        {
            double x = At(tick, Y.Minimum).X;
            string text = X.Format(tick);
            double half = FigureFont.Width(text, TextSize) / 2;
            shapes.Add(new Shape.Line([new Position(x, Plot.Bottom), new Position(x, Plot.Bottom + 4)], Tone.Muted, 1));
            shapes.Add(new Shape.Text(new Position(Math.Min(x, width - half - 2), Plot.Bottom + 17), text, TextSize, Tone.Muted, Anchor.Middle));
        }

        shapes.Add(new Shape.Line([new Position(Plot.Left, Plot.Bottom), new Position(Plot.Right, Plot.Bottom)], Tone.Muted, 1));
        shapes.Add(new Shape.Text(new Position(Plot.Left + (Plot.Width / 2), height - 7), FigureFont.Fit(X.Label, TextSize + 0.5, Plot.Width), TextSize + 0.5, Tone.Ink, Anchor.Middle));
        shapes.Add(new Shape.Text(new Position(14, Plot.Top + (Plot.Height / 2)), FigureFont.Fit(Y.Label, TextSize + 0.5, Plot.Height), TextSize + 0.5, Tone.Ink, Anchor.Middle, Upright: true));
    }
}

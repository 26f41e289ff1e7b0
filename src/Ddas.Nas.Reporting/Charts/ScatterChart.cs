using System.Globalization;
using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Charts;

/// <summary>One measure against another, in percent both (Table 2).</summary>
internal sealed class ScatterChart
{
    /// <summary>More points than this carry no labels.</summary>
    private const int LabelLimit = 30;

    /// <summary>Name of the x axis.</summary>
    public required string XLabel { get; init; }

    /// <summary>Name of the y axis.</summary>
    public required string YLabel { get; init; }

    /// <summary>The points of each method with their labels.</summary>
    public required IReadOnlyList<(string Name, Tone Tone, IReadOnlyList<(double X, double Y, string Label)> Points)> Series { get; init; }

    /// <summary>The regression line.</summary>
    public LinearFit? Fit { get; init; }

    public Picture Draw(string description)
    {
        var points = Series.SelectMany(static s => s.Points).ToArray();
        LegendItem[] legend = Series.Count > 1 ? [.. Series.Select(static s => new LegendItem(s.Name, s.Tone, Solid: true))] : [];
        var chart = new Chart(Axis.Over(XLabel, points.Select(static p => p.X), 0, 100), Axis.Over(YLabel, points.Select(static p => p.Y), 0, 100), legend);
        if (Fit is { } fit)
        {
            double[] ends = [points.Min(static p => p.X), points.Max(static p => p.X)];
            chart.Add(new Shape.Line(chart.At(ends.Select(x => (x, Math.Clamp(fit.Predict(x), chart.Y.Minimum, chart.Y.Maximum)))), Tone.Muted, 1.2, "6 4"));
        }

        var placement = new LabelPlacement(chart.Plot, 10.5);
        foreach (var point in points) placement.Keep(chart.At(point.X, point.Y));
        foreach (var (name, tone, own) in Series)
            foreach (var (x, y, label) in own)
                chart.Add(new Shape.Disc(chart.At(x, y), 3.8, tone, string.Create(CultureInfo.InvariantCulture, $"{name}, {label}: {x:F2} %, {y:F2} %")));
        foreach (var (_, _, own) in points.Length <= LabelLimit ? Series : [])
            foreach (var (x, y, label) in own)
                if (placement.Place(chart.At(x, y), label, Tone.Muted) is { } text) chart.Add(text);
        return chart.ToPicture(description);
    }
}

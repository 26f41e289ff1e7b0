using System.Globalization;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Charts;

/// <summary>Results and fronts in the plane of cost and accuracy (Figs. 4, 6, 7).</summary>
internal sealed class FrontChart
{
    private const string ReferenceDash = "5 3";

    /// <summary>Name of the cost axis.</summary>
    public required string Cost { get; init; }

    /// <summary>Name of the accuracy axis.</summary>
    public required string Accuracy { get; init; }

    /// <summary>What the label of a point is, for hints, for example <c>step</c>.</summary>
    public required string LabelName { get; init; }

    /// <summary>The methods.</summary>
    public required IReadOnlyList<(FrontSeries Series, Tone Tone)> Series { get; init; }

    /// <summary>Fronts from elsewhere, dashed.</summary>
    public IReadOnlyList<(string Name, Tone Tone, IReadOnlyList<(double X, double Y)> Points)> References { get; init; } = [];

    /// <summary>A regression line, from cost to accuracy.</summary>
    public Pareto.Statistics.LinearFit? Fit { get; init; }

    public Picture Draw(string description)
    {
        var points = Series.SelectMany(static s => s.Series.All).ToArray();
        var front = Series.SelectMany(static s => s.Series.Front).ToArray();
        var others = References.SelectMany(static r => r.Points).ToArray();
        bool named = Series.Count + References.Count > 1;
        LegendItem[] legend = named
            ? [.. Series.Select(static s => new LegendItem(s.Series.Name, s.Tone)), .. References.Select(static r => new LegendItem(r.Name, r.Tone, ReferenceDash))]
            : [];
        var chart = new Chart(
            Axis.Over(Cost, points.Select(static p => p.Cost).Concat(others.Select(static p => p.X)), floor: 0),
            Axis.Over(Accuracy, points.Select(static p => p.Accuracy).Where(a => a >= Lowest(front)).Concat(others.Select(static p => p.Y)), 0, 100), legend);
        foreach (var (series, tone) in Series)
            chart.Add(new Shape.Dots(chart.At(series.All.Where(p => p.Accuracy >= chart.Y.Minimum).Select(static p => (p.Cost, p.Accuracy))), tone, 2.6, 0.4));
        if (Fit is { } fit && points.Length > 1)
        {
            double[] ends = [points.Min(static p => p.Cost), points.Max(static p => p.Cost)];
            chart.Add(new Shape.Line(chart.At(ends.Select(x => (x, Math.Clamp(fit.Predict(x), chart.Y.Minimum, chart.Y.Maximum)))), Tone.Muted, 1.2, "6 4"));
        }

        foreach (var reference in References) chart.Add(new Shape.Line(chart.At(reference.Points.OrderBy(static p => p.X)), reference.Tone, 1.3, ReferenceDash));
        foreach (var (series, tone) in Series)
            if (series.Front.Count > 1) chart.Add(new Shape.Line(chart.At(Staircase(series.Front)), tone, 1.6));
        foreach (var (series, tone) in Series)
            foreach (var point in series.Front) chart.Add(new Shape.Disc(chart.At(point.Cost, point.Accuracy), 3.8, tone, Hint(series, point)));
        DrawLabels(chart);
        return chart.ToPicture(description);
    }

    /// <summary>How deep the chart reaches: as far below the fronts as they are high.</summary>
    internal static double Lowest(IReadOnlyCollection<FrontPoint> front)
    {
        if (front.Count < 2) return double.NegativeInfinity;
        double low = front.Min(static p => p.Accuracy);
        return low - Math.Max(front.Max(static p => p.Accuracy) - low, 1);
    }

    private void DrawLabels(Chart chart)
    {
        var placement = new LabelPlacement(chart.Plot, 10.5);
        foreach (var (series, _) in Series)
            foreach (var point in series.Front) placement.Keep(chart.At(point.Cost, point.Accuracy));
        foreach (var (series, tone) in Series)
            foreach (var point in series.Front.Reverse())
                if (placement.Place(chart.At(point.Cost, point.Accuracy), point.Label, Series.Count > 1 ? tone : Tone.Ink) is { } label) chart.Add(label);
    }

    private string Hint(FrontSeries series, FrontPoint point) =>
        string.Create(CultureInfo.InvariantCulture, $"{series.Name}, {LabelName} {point.Label}: {point.Accuracy:F2} %, {point.Cost:0.###} {Cost}");

    /// <summary>A front reaches each accuracy from its own cost on.</summary>
    private static IEnumerable<(double X, double Y)> Staircase(IReadOnlyList<FrontPoint> front)
    {
        for (int i = 0; i < front.Count; i++)
        {
            if (i > 0) yield return (front[i].Cost, front[i - 1].Accuracy);
            yield return (front[i].Cost, front[i].Accuracy);
        }
    }
}

using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Charts;

/// <summary>Curves over the steps of searches (Figs. 2 and 3).</summary>
internal sealed class CurveChart
{
    private const string ReferenceDash = "5 3";
    private const string LevelDash = "7 4";
    private const string PhaseDash = "2 3";

    /// <summary>A curve.</summary>
    internal sealed record Curve(string Name, Tone Tone, IReadOnlyList<int> Steps, IReadOnlyList<double> Mean, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);

    /// <summary>Name of the y axis.</summary>
    public required string Label { get; init; }

    /// <summary>The curves.</summary>
    public required IReadOnlyList<Curve> Curves { get; init; }

    /// <summary>Single values behind the curves: places of all steps.</summary>
    public IReadOnlyList<(double X, double Y)> Points { get; init; } = [];

    /// <summary>Curves from elsewhere, dashed.</summary>
    public IReadOnlyList<(string Name, Tone Tone, IReadOnlyList<(double X, double Y)> Points)> References { get; init; } = [];

    /// <summary>Horizontal lines; the legend names them.</summary>
    public IReadOnlyList<(double Value, string Text)> Levels { get; init; } = [];

    /// <summary>Where phases begin, at other steps than the first.</summary>
    public IReadOnlyList<(int Step, string Name)> Phases { get; init; } = [];

    /// <summary>Noise bursts, with the row of the method.</summary>
    public IReadOnlyList<(StepSpan Span, int Row, Tone Tone)> Bursts { get; init; } = [];

    /// <summary>What no value can pass below, nor a band.</summary>
    public double Floor { get; init; } = double.NegativeInfinity;

    /// <summary>What no value can pass above, nor a band.</summary>
    public double Ceiling { get; init; } = double.PositiveInfinity;

    /// <summary>The curves never fall: what they were in the first fiftieth of the steps may lie below the chart, so that the rest can be told apart.</summary>
    public bool Rising { get; init; }

    public Picture Draw(string description)
    {
        var xs = Curves.SelectMany(static c => c.Steps.Select(static s => (double)s)).Concat(References.SelectMany(static r => r.Points.Select(static p => p.X)));
        var ys = Curves.SelectMany(Extent).Concat(Points.Select(static p => p.Y)).Concat(References.SelectMany(static r => r.Points.Select(static p => p.Y))).Concat(Levels.Select(static l => l.Value));
        bool named = Curves.Count + References.Count > 1;
        LegendItem[] legend =
        [
            .. named ? Curves.Select(static c => new LegendItem(c.Name, c.Tone)) : [],
            .. References.Select(static r => new LegendItem(r.Name, r.Tone, ReferenceDash)),
            .. Levels.Select(static l => new LegendItem(l.Text, Tone.Ink, LevelDash)),
        ];
        var chart = new Chart(Axis.Whole("Search step", xs), Axis.Over(Label, ys, Floor, Ceiling), legend);
        DrawPhases(chart);
        if (Points.Count > 0) chart.Add(new Shape.Dots(chart.At(Points), Curves[0].Tone, 2.4, 0.45));
        foreach (var curve in Curves) DrawBand(chart, curve);
        foreach (var (value, _) in Levels) chart.Add(new Shape.Line(chart.At([(chart.X.Minimum, value), (chart.X.Maximum, value)]), Tone.Ink, 1.2, LevelDash));
        foreach (var reference in References) chart.Add(new Shape.Line(chart.At(reference.Points), reference.Tone, 1.3, ReferenceDash));
        foreach (var curve in Curves) DrawLine(chart, curve);
        foreach (var (span, row, tone) in Bursts)
        {
            var (from, to) = (chart.At(span.First, chart.Y.Minimum), chart.At(span.Last, chart.Y.Minimum));
            chart.Add(new Shape.Box(new Frame(from.X, from.Y - 5 - (4 * row), Math.Max(1.5, to.X - from.X), 3), tone, Opacity: 0.8, Hint: $"noise burst, steps {span.First} to {span.Last}"));
        }

        return chart.ToPicture(description);
    }

    private void DrawPhases(Chart chart)
    {
        double free = chart.Plot.Left;
        foreach (var (step, name) in Phases)
        {
            var top = chart.At(step, chart.Y.Maximum);
            chart.Add(new Shape.Line([top, new Position(top.X, chart.Plot.Bottom)], Tone.Muted, 1, PhaseDash, 0.7));
            if (top.X < free || top.X + 4 + FigureFont.Width(name, 10.5) > chart.Plot.Right) continue;
            chart.Add(new Shape.Text(new Position(top.X + 4, top.Y + 10), name, 10.5, Tone.Muted, Halo: true));
            free = top.X + 8 + FigureFont.Width(name, 10.5);
        }
    }

    /// <summary>The values that the y axis must hold.</summary>
    private IEnumerable<double> Extent(Curve curve)
    {
        int first = Rising ? curve.Steps.Count / 50 : 0;
        return curve.Lower.Skip(first).Concat(curve.Upper.Skip(first)).Select(Bounded);
    }

    private double Bounded(double value) => Math.Max(Floor, Math.Min(Ceiling, value));

    private void DrawBand(Chart chart, Curve curve)
    {
        if (curve.Lower.SequenceEqual(curve.Upper)) return;
        var shown = Shown(chart, curve);
        var upper = shown.Select(i => chart.At(curve.Steps[i], Bounded(curve.Upper[i])));
        var lower = shown.Select(i => chart.At(curve.Steps[i], Math.Max(chart.Y.Minimum, Bounded(curve.Lower[i])))).Reverse();
        chart.Add(new Shape.Area([.. upper, .. lower], curve.Tone, 0.18));
    }

    private static void DrawLine(Chart chart, Curve curve)
    {
        if (curve.Steps.Count == 1) chart.Add(new Shape.Disc(chart.At(curve.Steps[0], curve.Mean[0]), 4, curve.Tone, $"{curve.Name}, step {curve.Steps[0]}"));
        else chart.Add(new Shape.Line(chart.At(Shown(chart, curve).Select(i => ((double)curve.Steps[i], curve.Mean[i]))), curve.Tone, 1.8));
    }

    private static int[] Shown(Chart chart, Curve curve) => [.. Enumerable.Range(0, curve.Steps.Count).Where(i => curve.Mean[i] >= chart.Y.Minimum)];
}

using System.Globalization;
using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Charts;

/// <summary>Shares of each value, a bar beside a bar for each method (Fig. 5).</summary>
internal sealed class BarChart
{
    /// <summary>Name of the values.</summary>
    public required string Label { get; init; }

    /// <summary>Distance of neighbouring values: every multiple between the least and the greatest has its place.</summary>
    public required double Step { get; init; }

    /// <summary>How a value is written.</summary>
    public required Func<double, string> Format { get; init; }

    /// <summary>The methods with the share of each value, 0 to 1.</summary>
    public required IReadOnlyList<(string Name, Tone Tone, IReadOnlyDictionary<double, double> Shares)> Series { get; init; }

    public Picture Draw(string description)
    {
        double[] present = [.. Series.SelectMany(static s => s.Shares.Keys)];
        int first = (int)Math.Round(present.Min() / Step), last = (int)Math.Round(present.Max() / Step);
        double[] values = [.. Enumerable.Range(first, last - first + 1).Select(i => i * Step).Concat(present).Select(static v => Math.Round(v, 3)).Distinct().Order()];
        LegendItem[] legend = Series.Count > 1 ? [.. Series.Select(static s => new LegendItem(s.Name, s.Tone, Solid: true))] : [];
        var chart = new Chart(Axis.Whole(Label, [0, values.Length]).WithoutTicks(), Axis.Over("Share (%)", [0, 100 * Series.Max(static s => s.Shares.Values.DefaultIfEmpty(0).Max())], 0, 100), legend, height: 260);
        double place = chart.Plot.Width / values.Length;
        double bar = Math.Min(46, place * 0.8 / Series.Count);
        for (int v = 0; v < values.Length; v++)
        {
            double middle = chart.Plot.Left + ((v + 0.5) * place);
            for (int s = 0; s < Series.Count; s++)
            {
                double share = Series[s].Shares.GetValueOrDefault(values[v]);
                if (share == 0) continue;
                double top = chart.At(0, 100 * share).Y;
                string hint = string.Create(CultureInfo.InvariantCulture, $"{Series[s].Name}, {Format(values[v])}: {100 * share:F1} %");
                chart.Add(new Shape.Box(new Frame(middle + ((s - (Series.Count / 2.0)) * bar), top, Math.Max(1, bar - 1), chart.Plot.Bottom - top), Series[s].Tone, Hint: hint));
            }

            chart.Add(new Shape.Text(new Position(middle, chart.Plot.Bottom + 17), Format(values[v]), Chart.TextSize, Tone.Muted, Anchor.Middle));
        }

        return chart.ToPicture(description);
    }
}

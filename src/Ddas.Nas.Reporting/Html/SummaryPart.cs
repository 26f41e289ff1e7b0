using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Runs;

namespace Ddas.Nas.Reporting.Html;

/// <summary>The runs in numbers.</summary>
internal sealed class SummaryPart(Comparison data)
{
    public void Write(HtmlText html)
    {
        html.Raw("<section>").Element("h2", "Runs");
        if (data.Runs.Count == 0) html.Element("p", "There is no run to show.");
        else Table(html);
        html.Raw("</section>\n");
    }

    private void Table(HtmlText html)
    {
        html.Raw("<div class=\"wide\"><table id=\"runs\"><thead><tr><th>Run</th><th>Method</th><th>Seed</th><th>State</th><th>Steps</th><th>Best accuracy</th><th>at step</th><th>Mean of the last sixth</th><th>Hypervolume</th><th>Time</th></tr></thead><tbody>\n");
        for (int m = 0; m < data.Methods.Count; m++)
            foreach (var run in data.Methods[m].Runs)
            {
                var summary = RunSummary.Of(run, data.ReferenceCost);
                html.Raw("<tr>").Element("td", run.Name);
                html.Raw($"<td><i class=\"swatch\" style=\"background:var(--{Comparison.ToneOf(m).Variable})\"></i>").Raw(Drawing.Markup.Escape(data.Methods[m].Name)).Raw("</td>");
                html.Number(run.Manifest?.Seed, run.Manifest is { } manifest ? $"{manifest.Seed}" : "–");
                html.Element("td", State(run)).Number(summary.Steps, $"{summary.Steps}");
                html.Number(summary.Best?.Accuracy, Text.Percent(summary.Best?.Accuracy)).Number(summary.Best?.Step, summary.Best is { } best ? $"{best.Step}" : "–");
                html.Number(summary.LastSixth, Text.Percent(summary.LastSixth)).Number(summary.Hypervolume, Text.Number(summary.Hypervolume));
                html.Number(summary.Seconds, Text.Duration(summary.Seconds)).Raw("</tr>\n");
            }

        html.Raw("</tbody></table></div>");
        if (data.Runs.Any(static run => run.Steps.Count == 0)) html.Element("p", "A run without steps has no figures yet.", "note");
    }

    private static string State(RunData run) =>
        run.Manifest is null ? "no manifest" : run.Manifest.End is not null ? "ended" : run.Steps.Count == 0 ? "no step yet" : "running, or cut off";
}

using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Internal;
using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Html;

/// <summary>The table of trained cells, best first.</summary>
internal sealed class TrainedPart(Comparison data)
{
    public void Write(HtmlText html)
    {
        TrainedCellManifest[] cells = [.. data.Trained.OrderByDescending(static cell => cell.TestAccuracy)];
        if (cells.Length == 0) return;
        html.Raw("<section>").Element("h2", "Trained cells").Raw("<div class=\"wide\"><table id=\"trained\"><thead><tr><th>Cell</th><th>Found by</th><th>Accuracy in the search</th><th>Test accuracy</th><th>MFLOPs</th><th>Parameters (M), with auxiliary head</th><th>Architecture</th></tr></thead><tbody>\n");
        foreach (var cell in cells)
        {
            html.Raw("<tr>").Element("td", TrainedCellTable.Label(cell)).Element("td", cell.Source?.Run ?? "–");
            html.Number(cell.Source?.SupernetAccuracy, Text.Percent(cell.Source?.SupernetAccuracy)).Number(cell.TestAccuracy, Text.Percent(cell.TestAccuracy));
            html.Number(cell.FlopsPaper, Text.Number(cell.FlopsPaper / 1e6)).Number(cell.ParametersWithAuxiliary, Text.Number(cell.ParametersWithAuxiliary / 1e6));
            html.Raw("<td>").Copyable(cell.Genotype).Raw("</td></tr>\n");
        }

        html.Raw("</tbody></table></div></section>\n");
    }
}

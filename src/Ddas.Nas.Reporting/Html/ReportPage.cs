using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Sections;

namespace Ddas.Nas.Reporting.Html;

/// <summary>Puts a report together as one HTML document.</summary>
internal sealed class ReportPage(Comparison data, IReadOnlyList<Section> sections, IReadOnlyList<FrontCell> cells)
{
    public string ToHtml()
    {
        var html = new HtmlText();
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Raw("<link rel=\"icon\" href=\"data:,\">").Element("title", data.Title);
        html.Raw("<style>").Raw(Style()).Raw("</style></head>\n<body><main>");
        Header(html);
        new SummaryPart(data).Write(html);
        Figures(html, sections[0]);
        new FrontPart(data, cells).Write(html);
        new TrainedPart(data).Write(html);
        foreach (var section in sections.Skip(1)) Figures(html, section);
        new ManifestPart(data).Write(html);
        html.Raw("<footer>").Element("p", $"Written by Ddas.Nas {RunManifest.CurrentLibraryVersion}. Each figure is also in the folder figures, as SVG and PNG.").Raw("</footer>");
        html.Raw("</main>\n<script>").Raw(Resource.Text("report.js")).Raw("</script></body></html>\n");
        return html.ToString();
    }

    private void Header(HtmlText html)
    {
        html.Raw("<header><button type=\"button\" id=\"theme\" aria-label=\"light or dark\"></button>").Element("h1", data.Title);
        string[] facts =
        [
            .. data.Runs.Select(static run => run.Manifest?.Dataset?.Name).OfType<string>().Distinct(),
            .. data.Runs.Select(static run => run.Manifest?.Space).OfType<string>().Distinct().Select(static space => $"space {space}"),
            data.Runs.Count == 1 ? "1 run" : $"{data.Runs.Count} runs of {data.Methods.Count} methods",
        ];
        html.Element("p", string.Join(" · ", facts), "facts").Raw("</header>\n");
    }

    private static void Figures(HtmlText html, Section section)
    {
        if (section.Figures.Count == 0) return;
        html.Raw("<section>").Element("h2", section.Title).Raw("<div class=\"figures\">");
        foreach (var figure in section.Figures)
        {
            html.Raw($"<figure id=\"{figure.Name}\">").Element("h3", figure.Title).Raw(SvgWriter.ForPage(figure.Picture));
            html.Element("figcaption", figure.Caption).Raw("</figure>\n");
        }

        html.Raw("</div></section>\n");
    }

    private static string Style()
    {
        string Variables(Func<Tone, string> colour) => string.Concat(Tone.All.Select(tone => $"--{tone.Variable}:{colour(tone)};"));
        string light = Variables(static tone => tone.Light), dark = Variables(static tone => tone.Dark);
        return $"@font-face{{font-family:\"{FigureFont.Family}\";src:url(data:font/ttf;base64,{Convert.ToBase64String(FigureFont.File)})}}\n"
            + $":root{{color-scheme:light;{light}}}\n"
            + $"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
            + $"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}\n"
            + Resource.Text("report.css");
    }
}

using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Html;

/// <summary>What each run depended on, and how to repeat it.</summary>
internal sealed class ManifestPart(Comparison data)
{
    public void Write(HtmlText html)
    {
        if (data.Runs.Count == 0) return;
        html.Raw("<section>").Element("h2", "How the runs were made");
        foreach (var run in data.Runs)
        {
            html.Raw(data.Runs.Count == 1 ? "<details open>" : "<details>").Element("summary", run.Name);
            if (run.Manifest is { } manifest) Write(html, manifest);
            else html.Element("p", "This run has no manifest.");
            html.Raw("</details>\n");
        }

        html.Raw("</section>\n");
    }

    private static void Write(HtmlText html, RunManifest manifest)
    {
        if (manifest.Command is { } command) html.Element("p", "Command that repeats it:").Copyable(command);
        html.Raw("<div class=\"wide\"><table class=\"manifest\"><tbody>\n");
        foreach (var (name, value) in Facts(manifest))
            html.Raw("<tr>").Element("th", name).Element("td", value).Raw("</tr>\n");
        html.Raw("</tbody></table></div>");
    }

    private static IEnumerable<(string Name, string Value)> Facts(RunManifest manifest)
    {
        yield return ("space", manifest.Space);
        yield return ("seed", $"{manifest.Seed}");
        if (manifest.Dataset is { } data) yield return ("data", $"{data.Name} ({data.Checksum})");
        if (manifest.OneShotAccuracy is { } accuracy) yield return ("one-shot accuracy", Text.Percent(accuracy));
        if (manifest.OneShotLoss is { } loss) yield return ("one-shot loss", Text.Number(loss));
        foreach (var option in manifest.Options.OrderBy(static o => o.Key, StringComparer.Ordinal)) yield return ($"option {option.Key}", option.Value.Length == 0 ? "–" : option.Value);
        yield return ("library", manifest.LibraryVersion);
        yield return ("libtorch", manifest.LibtorchVersion ?? "not loaded");
        yield return ("threads", $"{manifest.Threads}");
        yield return ("processor", manifest.ProcessorFeatures);
        yield return ("device", manifest.Device);
        yield return ("start", manifest.Start.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
        yield return ("end", manifest.End?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "not yet");
    }
}

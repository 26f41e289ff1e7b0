using System.Text.RegularExpressions;

namespace Ddas.Nas.Reporting.Tests.Html;

public sealed class ReportPageTests : IDisposable
{
    /// <summary>Looks at the page as it stands and says what a person would not see.</summary>
    private const string Probe = """
        <script>
        addEventListener("load", () => {
          const faults = [];
          for (const details of document.querySelectorAll("details")) details.open = true;
          for (const svg of document.querySelectorAll("svg")) {
            const outer = svg.getBoundingClientRect();
            if (outer.width < 100 || outer.height < 30) faults.push("small " + svg.getAttribute("aria-label"));
            for (const text of svg.querySelectorAll("text")) {
              const box = text.getBoundingClientRect();
              if (box.width === 0) faults.push("empty " + text.textContent);
              if (box.left < outer.left - 1 || box.right > outer.right + 1 || box.top < outer.top - 1 || box.bottom > outer.bottom + 1) faults.push("cut " + text.textContent);
            }
          }
          if (document.documentElement.scrollWidth > innerWidth) faults.push("wider than the window");
          document.getElementById("budget").value = BUDGET;
          document.getElementById("budget").dispatchEvent(new Event("input"));
          document.getElementById("theme").click();
          document.body.dataset.faults = faults.join("; ") || "none";
          document.body.dataset.theme = document.documentElement.dataset.theme;
        });
        </script>
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_browser_shows_all_figures_with_all_their_text_and_no_error()
    {
        var run = ToyRuns.Run(90);
        var picked = run.Front[1];
        string html = new Report([run, ToyRuns.Run(90, agent: "a <b> & \"c\" Ω 日本")]).ToHtml();

        var (document, console) = Open(html, (picked.Flops!.Value / 1e6) + 1e-9);

        Regex.Count(document, "<svg").Should().Be(Regex.Count(html, "<svg")).And.BeGreaterThan(20);
        Regex.Match(document, "data-faults=\"([^\"]*)\"").Groups[1].Value.Should().Be("none");
        console.Should().NotContain(":CONSOLE");
    }

    [Fact]
    public void The_budget_picks_the_most_accurate_step_of_the_front_that_fits()
    {
        var run = ToyRuns.Run(90);
        var picked = run.Front[1];

        var (document, _) = Open(new Report([run]).ToHtml(), (picked.Flops!.Value / 1e6) + 1e-9);

        Regex.Match(document, "<output[^>]*>([^<]*)").Groups[1].Value.Should().StartWith($"take step {picked.Step} of DDAS-NL: ");
        Regex.Match(document, "<body[^>]*data-theme=\"(\\w+)\"").Groups[1].Value.Should().BeOneOf("dark", "light");
    }

    private (string Document, string Console) Open(string html, double budget)
    {
        string path = folder.Combine("report.html");
        File.WriteAllText(path, html.Replace("</body>", Probe.Replace("BUDGET", budget.ToString("R", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) + "</body>", StringComparison.Ordinal));
        return Browser.Open(path, folder.Combine("profile"));
    }
}

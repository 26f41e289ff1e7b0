using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ddas.Nas.Pareto;
using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.Reporting.Tests.Internal;

namespace Ddas.Nas.Reporting.Tests;

public sealed partial class ReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_numbers_of_the_front_are_those_of_front_csv()
    {
        string html = Written(ToyRuns.Run(90));
        string[][] rows = [.. File.ReadLines(folder.Combine("r0/front.csv")).Skip(1).Select(line => line.Split(',', 5))];

        XElement[] shown = [.. Table(html, "<table class=\"front\"").Descendants("tr").Where(r => r.Attribute("data-step") is not null)];

        rows.Should().HaveCountGreaterThan(2);
        shown.Should().HaveSameCount(rows);
        for (int i = 0; i < rows.Length; i++)
        {
            XElement[] cells = [.. shown[i].Elements("td")];
            cells[0].Value.Should().Be(rows[i][0]);
            cells.Skip(1).Take(3).Select(c => c.Attribute("data-value")!.Value).Should().Equal(rows[i][1..4]);
            cells[1].Value.Should().Be(Percent(Number(rows[i][1])));
            cells[2].Value.Should().Be((Number(rows[i][2]) / 1e6).ToString("0.###", CultureInfo.InvariantCulture));
            cells[3].Value.Should().Be((Number(rows[i][3]) / 1e6).ToString("0.###", CultureInfo.InvariantCulture));
            cells[^1].Descendants("code").Single().Value.Should().Be(rows[i][4].Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Figures_that_cannot_be_written_are_one_error_of_the_file_system()
    {
        var report = new Report([ToyRuns.Run(90)]);
        foreach (var figure in report.Figures) Directory.CreateDirectory(folder.Combine($"out/figures/{figure.Name}.svg"));

        FluentActions.Invoking(() => report.Save(folder.Combine("out"))).Should().Throw<Exception>().Which.Should().Match<Exception>(static e => e is IOException || e is UnauthorizedAccessException);
    }

    [Fact]
    public void The_numbers_of_the_runs_are_those_of_steps_jsonl()
    {
        RunData[] runs = [ToyRuns.Run(90), ToyRuns.Run(60, seed: 1), ToyRuns.Run(30, agent: "rs")];
        string html = Written(runs);

        XElement[] shown = [.. Table(html, "<table id=\"runs\"").Descendants("tr").Skip(1)];

        shown.Should().HaveCount(3);
        for (int i = 0; i < 3; i++)
        {
            JsonElement[] steps = [.. File.ReadLines(folder.Combine($"r{i}/steps.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
            double[] accuracies = [.. steps.Select(s => s.GetProperty("accuracy").GetDouble())];
            double[] values = [.. shown[i].Elements("td").Select(c => c.Attribute("data-value")).OfType<XAttribute>().Select(a => Number(a.Value))];
            values[1].Should().Be(steps.Length);
            values[2].Should().Be(accuracies.Max());
            values[3].Should().Be(Array.IndexOf(accuracies, accuracies.Max()));
            values[4].Should().BeApproximately(accuracies[^(steps.Length / 6)..].Average(), 1e-15);
            values[6].Should().BeApproximately(steps.Sum(s => s.GetProperty("seconds").GetDouble()), 1e-9);
            shown[i].Elements("td").Select(c => c.Value).Should().Contain(Percent(accuracies.Max())).And.Contain(Percent(values[4]));
        }
    }

    [Fact]
    public void The_numbers_in_the_figures_are_those_of_the_steps()
    {
        string html = Written(ToyRuns.Run(90));
        var steps = StepLogReader.Read(folder.Combine("r0/steps.jsonl")).ToDictionary(s => s.Step);
        var front = StepFront.Of(steps.Values);

        string[] flops = Hints(html, "front-flops");
        string[] search = Hints(html, "agreement");

        flops.Should().Equal(front.Select(s => string.Create(CultureInfo.InvariantCulture, $"DDAS-NL, the step {s.Step}: {100 * s.Accuracy:F2} %, {s.Flops / 1e6:0.###} MFLOPs")));
        search.Should().Equal(front.Select(s => string.Create(CultureInfo.InvariantCulture, $"DDAS-NL, {s.Step}: {100 * s.Accuracy:F2} %, {100 * s.TestAccuracy:F2} %")));
        Hints(html, "search-curves").Should().Equal("noise burst, steps 60 to 64", "noise burst, steps 80 to 84");
        Figure(html, "search-curves").Descendants("text").Should().Contain(t => t.Value == "one-shot network 71.23 %");
    }

    [Fact]
    public void Figures_are_written_as_SVG_and_PNG_and_cells_as_DOT_too()
    {
        Written(ToyRuns.Run(90));

        string[] files = [.. Directory.GetFiles(folder.Combine("out/figures")).Select(f => Path.GetFileName(f)!)];
        string[] expected = ["front-flops", "front-parameters", "search-curves", "best-so-far", "hypervolume", "reward", "width-normal-cell", "depth-reduce-cell", "operations-normal-cell", "agreement", "agent-critic-loss", "agent-spread"];
        files.Should().Contain(expected.SelectMany(name => (string[])[$"{name}.svg", $"{name}.png"]));
        files.Where(f => f.EndsWith("-reduce.dot", StringComparison.Ordinal)).Should().HaveCountGreaterThan(2);
        foreach (string svg in Directory.GetFiles(folder.Combine("out/figures"), "*.svg")) XDocument.Load(svg).Root!.Name.LocalName.Should().Be("svg");
        foreach (string png in Directory.GetFiles(folder.Combine("out/figures"), "*.png")) File.ReadAllBytes(png)[..4].Should().Equal(0x89, (byte)'P', (byte)'N', (byte)'G');
    }

    [Fact]
    public void Cells_of_an_earlier_report_go()
    {
        var run = ToyRuns.Run(30);
        new Report([run]).Save(folder.Path);
        File.WriteAllText(folder.Combine("figures/mine.svg"), "");

        var report = new Report([ToyRuns.Run(90)]);
        report.Save(folder.Path);

        Directory.GetFiles(folder.Combine("figures"), "*.svg").Select(f => Path.GetFileNameWithoutExtension(f)!).Should().BeEquivalentTo(report.Figures.Select(f => f.Name).Append("mine"));
    }

    [Fact]
    public void A_report_needs_nothing_from_elsewhere()
    {
        string html = Written(ToyRuns.Run(30));

        Link().Matches(html).Select(m => m.Value).Where(v => !v.Contains("data:", StringComparison.Ordinal)).Should().BeEmpty();
        html.Should().NotContain("http:").And.NotContain("https:").And.NotContain("@import");
    }

    [Fact]
    public void Names_are_text_whatever_they_hold()
    {
        const string Odd = "<script>alert(1)</script> & \"q\" 'Ω 日本";
        var run = new RunData(Odd, ToyRuns.Manifest(Odd, options: [(Odd, Odd)]) with { Command = Odd, Dataset = new RunDataset(Odd, Odd) }, ToyRuns.Search(30, 0).Select(s => s with { Phase = Odd }).Concat([ToyRuns.Step(30, 0.99, 1) with { Genotype = Odd }]));

        string html = new Report([run], new ReportOptions { Title = Odd }).ToHtml();

        html.Should().NotContain("<script>alert").And.Contain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot; &#39;Ω 日本");
        Regex.Count(html, "<script>").Should().Be(1);
    }

    [Fact]
    public void Runs_that_differ_in_their_seed_are_one_method()
    {
        string html = Written(ToyRuns.Run(30), ToyRuns.Run(30, seed: 1), ToyRuns.Run(30, agent: "rs"));

        Regex.Count(html, "<table class=\"front\"").Should().Be(2);
        Hints(html, "front-flops").Should().Contain(h => Regex.IsMatch(h, @"^DDAS-NL, seed/step [01]/\d+: "));
        Figure(html, "search-curves").Descendants("text").Select(t => t.Value).Should().Contain(["DDAS-NL", "Random search"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_run_of_few_steps_has_a_report(int steps)
    {
        string html = Written(ToyRuns.Run(steps, ended: false));

        html.Should().Contain(steps == 0 ? "no step yet" : "running, or cut off");
        Regex.Count(html, "<svg").Should().Be(Directory.GetFiles(folder.Combine("out/figures"), "*.svg").Length);
        string body = html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("<script>", StringComparison.Ordinal)];
        body.Should().NotContain("NaN").And.NotContain("Infinity").And.NotContain("∞");
    }

    [Fact]
    public void No_run_at_all_has_a_report() => new Report([]).ToHtml().Should().Contain("There is no run to show.");

    [Fact]
    public void A_run_without_costs_or_manifest_has_a_report()
    {
        var report = new Report([new RunData("bare", null, [ToyRuns.Step(0, 0.1), ToyRuns.Step(1, 0.2)])]);

        report.Figures.Select(f => f.Name).Should().Equal("search-curves", "best-so-far", "reward");
        report.ToHtml().Should().Contain("no manifest").And.NotContain("id=\"budget\"");
    }

    [Fact]
    public void Runs_of_different_spaces_are_drawn_side_by_side()
    {
        var table = new RunData("t", ToyRuns.Manifest("rs", space: "nasbench201"), [ToyRuns.Step(0, 0.5, 9) with { Genotype = "|none~0|+|nor_conv_3x3~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|" }]);

        new Report([ToyRuns.Run(9), table]).Figures.Select(f => f.Name).Should().Contain(["width-normal-cell-of-darts", "width-cell-of-nasbench201"]);
    }

    [Fact]
    public void Trained_cells_and_published_curves_are_drawn()
    {
        ReferenceCurve[] references = [new("DDAS-NL", "rl_step", "valid_acc", [(0, 10), (29, 50)]), new("A & B", "mflops", "test_acc", [(500, 96), (600, 97)])];
        TrainedCellManifest[] trained = [TrainedManifests.Of(3, 0.5, 0.9712, 500_000_000, 3_000_000), TrainedManifests.Of(7, 0.6, 0.9750, 600_000_000, 3_500_000)];

        var report = new Report([ToyRuns.Run(30)], new ReportOptions { References = references, Trained = trained });

        report.Figures.Select(f => f.Name).Should().Contain(["trained-flops", "trained-parameters", "agreement"]);
        string html = report.ToHtml();
        Hints(html, "trained-flops").Should().Equal("run, cell step 3: 97.12 %, 500 MFLOPs", "run, cell step 7: 97.50 %, 600 MFLOPs");
        Figure(html, "trained-flops").Descendants("text").Select(t => t.Value).Should().Contain("A & B (published)");
        Figure(html, "trained-flops").Element("figcaption")!.Value.Should().Contain("3.8 points for each GFLOP, correlation 1.00");
        Figure(html, "search-curves").Descendants("text").Select(t => t.Value).Should().Contain("DDAS-NL (published)");
        Table(html, "<table id=\"trained\"").Descendants("tr").Skip(1).Select(r => r.Elements("td").ElementAt(3).Value).Should().Equal("97.50 %", "97.12 %");
    }

    [Fact]
    public void The_page_of_twelve_long_runs_is_below_five_megabytes()
    {
        RunData[] runs = [.. from agent in (string[])["rs", "nl", "g", "4s"] from seed in (long[])[0, 1, 2] select ToyRuns.Run(1500, seed + (100 * agent[0]), agent)];

        new Report(runs).ToHtml().Length.Should().BeLessThan(5_000_000).And.BeGreaterThan(100_000);
    }

    private string Written(params RunData[] runs)
    {
        for (int i = 0; i < runs.Length; i++) ToyRuns.Save(folder.Combine($"r{i}"), runs[i]);
        string path = new Report([.. runs.SelectMany((_, i) => RunReader.Read(folder.Combine($"r{i}")))]).Save(folder.Combine("out"));
        return File.ReadAllText(path);
    }

    private static XElement Table(string html, string start) => Element(html, start, "</table>");

    private static XElement Figure(string html, string id) => Element(html, $"<figure id=\"{id}\">", "</figure>");

    private static XElement Element(string html, string start, string end)
    {
        int from = html.IndexOf(start, StringComparison.Ordinal);
        from.Should().BePositive($"the page has {start}");
        return XElement.Parse(html[from..(html.IndexOf(end, from, StringComparison.Ordinal) + end.Length)]);
    }

    private static string[] Hints(string html, string figure) => [.. Figure(html, figure).Descendants("title").Select(t => t.Value)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Percent(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:F2} %");

    [GeneratedRegex("(src|href)=\"[^\"]*\"|url\\([^)]{0,20}")]
    private static partial Regex Link();
}

using Ddas.Nas.Pareto;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.Reporting.Sections;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Reporting.Html;

/// <summary>The tables of the fronts, how to read them, and the drawings of their cells.</summary>
internal sealed class FrontPart(Comparison data, IReadOnlyList<FrontCell> cells)
{
    public void Write(HtmlText html)
    {
        if (!data.Runs.Any(static run => run.Steps.Count > 0)) return;
        html.Raw("<section id=\"fronts\">").Element("h2", "Which architecture to take");
        if (data.ReferenceCost is not null) Advice(html);
        foreach (var method in data.Methods.Where(static method => method.Runs.Any(static run => run.Steps.Count > 0))) Table(html, method);
        html.Raw("</section>\n");
    }

    /// <summary>A budget near the middle of the best method's front, to two digits.</summary>
    private double ExampleBudget()
    {
        var front = StepFront.Of(data.Methods.SelectMany(static method => Comparison.FrontOf(method)).Select(static item => item.Step).Where(static step => step.Flops is not null));
        double cost = data.Cost.Of(front[front.Count / 2].Flops!.Value);
        if (cost <= 0) return 1;
        int decimals = 1 - (int)Math.Floor(Math.Log10(cost));
        double scale = Math.Pow(10, Math.Abs(decimals));
        return decimals > 0 ? Math.Ceiling(cost * scale) / scale : Math.Ceiling(cost / scale) * scale;
    }

    private void Advice(HtmlText html)
    {
        double budget = ExampleBudget();
        var all = data.Methods.SelectMany(method => Comparison.FrontOf(method).Select(item => (Method: method, item.Run, item.Step))).Where(static item => item.Step.Flops is not null);
        var best = all.Where(item => data.Cost.Of(item.Step.Flops!.Value) <= budget).MaxBy(static item => item.Step.Accuracy);
        html.Element("p", $"Each row below is a step that no other step of its method beats in both accuracy and {data.Cost.Name}. Under a budget take the last row that fits: of all steps within the budget none was more accurate in the search. Accuracy in a search ranks architectures; train the chosen one before use.");
        html.Raw("<p class=\"advice\"><label>Budget <input id=\"budget\" type=\"number\" min=\"0\" step=\"any\" value=\"").Raw(Text.Exact(budget)).Raw("\"> ").Raw(Markup.Escape(data.Cost.Name)).Raw("</label> <output id=\"pick\" for=\"budget\">");
        if (best.Step is { } step)
            html.Raw(Markup.Escape($"take step {Comparison.LabelOf(best.Method, best.Run, step)} of {best.Method.Name}: {Text.Percent(step.Accuracy)} at {Text.Number(data.Cost.Of(step.Flops!.Value))} {data.Cost.Name}"));
        html.Raw("</output></p>\n");
    }

    private void Table(HtmlText html, SearchMethod method)
    {
        var front = Comparison.FrontOf(method);
        var space = method.Runs.Select(static run => run.Space).FirstOrDefault(static s => s is not null);
        bool counted = front.Any(static item => item.Step.Parameters is not null);
        bool tested = front.Any(static item => item.Step.TestAccuracy is not null);
        html.Element("h3", $"Front of {method.Name}").Raw("<div class=\"wide\"><table class=\"front\" data-method=\"").Raw(Markup.Escape(method.Name)).Raw("\"><thead><tr>");
        html.Element("th", method.Runs.Count > 1 ? "Seed/step" : "Step").Raw("<th>Accuracy</th>").Element("th", data.Cost.Name).Raw("");
        if (counted) html.Raw("<th>Parameters (M)</th>");
        if (tested) html.Raw("<th>Test accuracy</th>");
        foreach (string kind in space?.CellKinds ?? []) html.Element("th", $"{kind} width/depth");
        html.Raw("<th>Architecture</th></tr></thead><tbody>\n");
        foreach (var (run, step) in front) Row(html, method, run, step, space, counted, tested);
        html.Raw("</tbody></table></div>\n");
        Cells(html, method);
    }

    private void Row(HtmlText html, SearchMethod method, RunData run, StepRecord step, SearchSpaceDefinition? space, bool counted, bool tested)
    {
        double? cost = step.Flops is { } flops ? data.Cost.Of(flops) : null;
        html.Raw($"<tr data-step=\"{step.Step}\"").Raw(cost is { } c ? $" data-cost=\"{Text.Exact(c)}\">" : ">").Element("td", Comparison.LabelOf(method, run, step), "number");
        html.Number(step.Accuracy, Text.Percent(step.Accuracy)).Number(step.Flops, Text.Number(cost));
        if (counted) html.Number(step.Parameters, Text.Number(step.Parameters is { } parameters ? CostUnit.Parameters.Of(parameters) : null));
        if (tested) html.Number(step.TestAccuracy, Text.Percent(step.TestAccuracy));
        if (space is not null)
        {
            var architecture = run.ArchitectureOf(step);
            for (int kind = 0; kind < space.CellKinds.Count; kind++)
                html.Element("td", architecture is null ? "–" : CellShapeAnalysis.Of(architecture, kind).ToString(), "number");
        }

        html.Raw("<td>").Copyable(step.Genotype).Raw("</td></tr>\n");
    }

    /// <summary>The most accurate cells are shown, the others fold out.</summary>
    private void Cells(HtmlText html, SearchMethod method)
    {
        FrontCell[] own = [.. cells.Where(cell => cell.Method == method).Reverse()];
        if (own.Length == 0) return;
        Cell(html, own[0]);
        if (own.Length == 1) return;
        html.Raw("<details>").Element("summary", own.Length == 2 ? "The other architecture of this front" : $"The other {own.Length - 1} architectures of this front");
        foreach (var cell in own.Skip(1)) Cell(html, cell);
        html.Raw("</details>\n");
    }

    private void Cell(HtmlText html, FrontCell cell)
    {
        string cost = cell.Step.Flops is { } flops ? $", {Text.Number(data.Cost.Of(flops))} {data.Cost.Name}" : "";
        int width = (int)cell.Figure.Picture.Width;
        html.Raw($"<figure class=\"cell\" id=\"{cell.Figure.Name}\"><div class=\"wide\"><div style=\"min-width:{Math.Min(680, width)}px;max-width:{width}px\">").Raw(SvgWriter.ForPage(cell.Figure.Picture)).Raw("</div></div>");
        html.Element("figcaption", $"{cell.Figure.Title}: {Text.Percent(cell.Step.Accuracy)}{cost}").Raw("</figure>\n");
    }
}

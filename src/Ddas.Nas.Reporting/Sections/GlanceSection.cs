using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>All steps and the fronts, on FLOPs and on parameters (Fig. 4), and the curve of accuracy (Fig. 3).</summary>
internal static class GlanceSection
{
    public static Section Of(Comparison data)
    {
        var figures = new List<Figure>();
        string labels = data.Methods.Any(static method => method.Runs.Count > 1) ? "seed/step" : "the step";
        if (Any(data, static step => step.Flops))
            figures.Add(Front(data, "front-flops", $"Accuracy against {data.Cost.Name}", data.Cost, static step => step.Flops, labels, data.Cost == CostUnit.Flops ? data.References("mflops", "valid_acc") : []));
        if (Any(data, static step => step.Parameters))
            figures.Add(Front(data, "front-parameters", "Accuracy against parameters", CostUnit.Parameters, static step => step.Parameters, labels, data.References("mparams", "valid_acc")));
        if (data.Runs.Any(static run => run.Steps.Count > 0)) figures.Add(CurveSection.Accuracy(data));
        return new Section("At a glance", figures);
    }

    private static bool Any(Comparison data, Func<StepRecord, double?> cost) => data.Runs.Any(run => run.Steps.Any(step => cost(step) is { } value && double.IsFinite(value)));

    private static Figure Front(
        Comparison data, string name, string title, CostUnit unit, Func<StepRecord, double?> cost, string labels,
        IReadOnlyList<(string Name, Drawing.Tone Tone, IReadOnlyList<(double X, double Y)> Points)> references)
    {
        var series = data.Methods.Select((method, m) => (
            FrontSeries.Of(method.Name, method.Runs.SelectMany(run => run.Steps.Where(step => cost(step) is not null)
                .Select(step => new FrontPoint(unit.Of(cost(step)!.Value), 100 * step.Accuracy, Comparison.LabelOf(method, run, step))))), Comparison.ToneOf(m)));
        var picture = new FrontChart
        {
            Cost = unit.Name, Accuracy = "Validation accuracy (%)", LabelName = labels, References = references,
            Series = [.. series.Where(static s => s.Item1.All.Count > 0)],
        }.Draw($"{title}: all steps and the Pareto fronts");
        return new Figure(name, title, $"Small dots are all steps; markers are those that no other step of the method beats in both. Labels: {labels}, where there is room. The chart ends not far below the fronts.", picture);
    }
}

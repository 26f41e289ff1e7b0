using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Runs;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>How accuracy, the best so far, the hypervolume and the reward went over the steps (Figs. 2 and 3).</summary>
internal static class CurveSection
{
    public static Section Of(Comparison data)
    {
        var figures = new List<Figure>();
        if (!data.Runs.Any(static run => run.Steps.Count > 0)) return new Section("Progress", figures);
        figures.Add(Best(data));
        if (data.ReferenceCost is { } cost) figures.Add(Hypervolume(data, cost));
        figures.Add(Reward(data));
        return new Section("Progress", figures);
    }

    /// <summary>Where the phases of all methods begin, but for the first; none where there is one phase only.</summary>
    internal static IReadOnlyList<(int Step, string Name)> Phases(Comparison data) =>
    [
        .. data.Methods.Select(static method => method.Runs.FirstOrDefault(static run => run.Steps.Count > 0)).OfType<RunData>()
            .SelectMany(static run => StepSpan.Phases(run.Steps).Skip(1)).Select(static span => (span.First, span.Name)).Distinct().OrderBy(static phase => phase.First),
    ];

    internal static CurveChart.Curve Curve(Comparison data, int method, SeedCurve curve, double scale = 1) => new(
        data.Methods[method].Name, Comparison.ToneOf(method), curve.Steps,
        [.. curve.Mean.Select(value => value * scale)], [.. curve.Lower.Select(value => value * scale)], [.. curve.Upper.Select(value => value * scale)]);

    internal static string Smoothing(Comparison data) => data.Window == 1 ? "" : $" Lines are moving means over {data.Window} steps.";

    internal static string Bands(Comparison data) => data.Methods.Any(static method => method.Runs.Count > 1) ? " Bands: mean over seeds, one standard deviation either way, up to the step that all seeds reached." : "";

    internal static Figure Accuracy(Comparison data)
    {
        var bursting = data.Methods.Select((method, m) => (Spans: method.Runs.SelectMany(static run => StepSpan.Bursts(run.Steps)).ToArray(), Tone: Comparison.ToneOf(m))).Where(static b => b.Spans.Length > 0);
        var bursts = bursting.SelectMany(static (burst, row) => burst.Spans.Select(span => (span, row, burst.Tone))).ToArray();
        var phases = Phases(data);
        bool single = data.Runs.Count == 1;
        var picture = new CurveChart
        {
            Label = "Validation accuracy (%)",
            Curves = Curves(data, run => SeedCurve.Of(run, static step => step.Accuracy, data.Window), 100),
            Points = single ? [.. data.Runs[0].Steps.Select(static step => ((double)step.Step, 100 * step.Accuracy))] : [],
            References = [.. data.References("rl_step", "valid_acc").Select(reference => (reference.Name, reference.Tone, Smooth(reference.Points)))],
            Levels = OneShot(data),
            Phases = phases,
            Bursts = bursts,
            Floor = 0,
            Ceiling = 100,
        }.Draw("Validation accuracy over the steps of the search");
        string marks = (single ? " Dots are the steps." : "") + (phases.Count > 0 ? " Dotted lines: a phase begins." : "") + (bursts.Length > 0 ? " Bars at the foot: noise bursts." : "");
        return new Figure("search-curves", "Accuracy over the search", $"Validation accuracy of each step's architecture in the supernet or table.{Smoothing(data)}{Bands(data)}{marks}", picture);
    }

    private static Figure Best(Comparison data) => new(
        "best-so-far", "Best accuracy so far", $"The most accurate architecture up to each step.{Bands(data)}",
        new CurveChart { Label = "Best validation accuracy (%)", Curves = Curves(data, SeedCurve.OfBest, 100), Phases = Phases(data), Floor = 0, Ceiling = 100, Rising = true }.Draw("Best validation accuracy up to each step"));

    private static Figure Hypervolume(Comparison data, double cost)
    {
        CurveChart.Curve[] curves = [.. data.Methods.Select((method, m) => (Curve: HypervolumeCurve.Of(method, cost), m)).Where(static c => c.Curve.Steps.Count > 0).Select(c => new CurveChart.Curve(data.Methods[c.m].Name, Comparison.ToneOf(c.m), c.Curve.Steps, c.Curve.Mean, c.Curve.Lower, c.Curve.Upper))];
        string bands = data.Methods.Any(static method => method.Runs.Count > 1) ? " Bands: 95 % bootstrap intervals of the mean over seeds." : "";
        return new Figure(
            "hypervolume", "Hypervolume of the front so far",
            $"Area that the front covers between 0 % accuracy at the greatest cost seen ({Text.Number(data.Cost.Of(cost))} {data.Cost.Name}) and 100 % at none, as a share. More is better.{bands}",
            new CurveChart { Label = "Hypervolume", Curves = curves, Phases = Phases(data), Floor = 0, Ceiling = 1, Rising = true }.Draw("Hypervolume of the front up to each step"));
    }

    private static Figure Reward(Comparison data) => new(
        "reward", "Reward", $"What the agent is given for each step.{Smoothing(data)}{Bands(data)}",
        new CurveChart { Label = "Reward", Curves = Curves(data, run => SeedCurve.Of(run, static step => step.Reward, data.Window), 1), Phases = Phases(data) }.Draw("Reward over the steps of the search"));

    private static CurveChart.Curve[] Curves(Comparison data, Func<IEnumerable<RunData>, SeedCurve> curve, double scale) =>
        [.. data.Methods.Select((method, m) => Curve(data, m, curve(method.Runs), scale)).Where(static c => c.Steps.Count > 0)];

    private static (double Value, string Text)[] OneShot(Comparison data) =>
    [
        .. data.Runs.Select(static run => run.Manifest).Where(static manifest => manifest?.OneShotAccuracy is not null)
            .Select(static manifest => (100 * manifest!.OneShotAccuracy!.Value, $"{(manifest.Options.GetValueOrDefault("evaluator") == "table" || manifest.Options.GetValueOrDefault("table") is { Length: > 0 } ? "mean of the table" : "one-shot network")} {Text.Percent(manifest.OneShotAccuracy)}"))
            .Distinct().Take(4),
    ];

    private static IReadOnlyList<(double X, double Y)> Smooth(IReadOnlyList<(double X, double Y)> points)
    {
        double[] means = MovingMean.Of([.. points.Select(static point => point.Y)], MovingMean.WindowFor(points.Count));
        return [.. points.Select((point, i) => (point.X, means[i]))];
    }
}

using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>What the agents said of themselves.</summary>
internal static class AgentSection
{
    private static readonly Quantity[] Quantities =
    [
        new("critic-loss", "Critic's loss", "Squared Bellman error", "Mean squared Bellman error of the critic's update.", 0, double.PositiveInfinity, static step => step.Figures.Find("criticLoss")),
        new("actor-loss", "Actor's loss", "Actor loss", "Minus the mean Q of the actor's own actions.", double.NegativeInfinity, double.PositiveInfinity, static step => step.Figures.Find("actorLoss")),
        new("mean-q", "Mean Q", "Mean Q", "Mean Q over the minibatch.", double.NegativeInfinity, double.PositiveInfinity, static step => step.Figures.Find("meanQ")),
        new("spread", "Spread of the actor", "Standard deviation", "Standard deviation over the actor's outputs: near 0 it proposes the same for every entry.", 0, double.PositiveInfinity, static step => step.Figures.Find("spread")),
        new("saturation", "Saturation of the actor", "Share (%)", "Share of the actor's outputs within 0.01 of 0 or 1.", 0, 100, static step => 100 * step.Figures.Find("saturation")),
        new("none", "Pairs of none", "Pairs of none", "How many chosen pairs connect nothing.", 0, double.PositiveInfinity, static step => step.Figures.Find("noneCount")),
        new("ties", "Ties", "Ties", "How many chosen pairs won only by a tie.", 0, double.PositiveInfinity, static step => step.Figures.Find("ties")),
    ];

    private sealed record Quantity(string Name, string Title, string Label, string Caption, double Floor, double Ceiling, Func<StepRecord, double?> Value);

    public static Section Of(Comparison data) => new("Agent", [.. Quantities.Select(quantity => Draw(data, quantity)).OfType<Figure>()]);

    private static Figure? Draw(Comparison data, Quantity quantity)
    {
        CurveChart.Curve[] curves =
        [
            .. data.Methods.Select((method, m) => CurveSection.Curve(data, m, SeedCurve.Of(method.Runs, quantity.Value, data.Window)))
                .Where(static curve => curve.Steps.Count > 0),
        ];
        if (curves.Length == 0 || (quantity.Name == "ties" && curves.All(static curve => curve.Mean.All(static value => value == 0)))) return null;
        var picture = new CurveChart { Label = quantity.Label, Curves = curves, Phases = CurveSection.Phases(data), Floor = quantity.Floor, Ceiling = quantity.Ceiling }.Draw($"{quantity.Title} over the steps of the search");
        return new Figure($"agent-{quantity.Name}", quantity.Title, $"{quantity.Caption}{CurveSection.Smoothing(data)}", picture);
    }
}

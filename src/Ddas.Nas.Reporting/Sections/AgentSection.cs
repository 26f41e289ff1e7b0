using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Models;
using Ddas.Nas.SearchSpace.Records;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>What the agents said of themselves.</summary>
internal static class AgentSection
{
    private static readonly (string Name, string Title, string Label, string Caption, Func<StepRecord, double?> Value)[] Quantities =
    [
        ("critic-loss", "Critic's loss", "Squared Bellman error", "Mean squared Bellman error of the critic's update.", static step => step.CriticLoss),
        ("actor-loss", "Actor's loss", "Actor loss", "Minus the mean Q of the actor's own actions.", static step => step.ActorLoss),
        ("mean-q", "Mean Q", "Mean Q", "Mean Q over the minibatch.", static step => step.MeanQ),
        ("spread", "Spread of the actor", "Standard deviation", "Standard deviation over the actor's outputs: near 0 it proposes the same for every entry.", static step => step.Spread),
        ("saturation", "Saturation of the actor", "Share (%)", "Share of the actor's outputs within 0.01 of 0 or 1.", static step => 100 * step.Saturation),
        ("none", "Pairs of none", "Pairs of none", "How many chosen pairs connect nothing.", static step => step.NoneCount),
        ("ties", "Ties", "Ties", "How many chosen pairs won only by a tie.", static step => step.Ties),
    ];

    public static Section Of(Comparison data) => new("Agent", [.. Quantities.Select(quantity => Draw(data, quantity)).OfType<Figure>()]);

    private static Figure? Draw(Comparison data, (string Name, string Title, string Label, string Caption, Func<StepRecord, double?> Value) quantity)
    {
        CurveChart.Curve[] curves =
        [
            .. data.Methods.Select((method, m) => CurveSection.Curve(data, m, SeedCurve.Of(method.Runs, quantity.Value, data.Window)))
                .Where(static curve => curve.Steps.Count > 0),
        ];
        if (curves.Length == 0 || (quantity.Name == "ties" && curves.All(static curve => curve.Mean.All(static value => value == 0)))) return null;
        var picture = new CurveChart { Label = quantity.Label, Curves = curves, Phases = CurveSection.Phases(data) }.Draw($"{quantity.Title} over the steps of the search");
        return new Figure($"agent-{quantity.Name}", quantity.Title, $"{quantity.Caption}{CurveSection.Smoothing(data)}", picture);
    }
}

using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>The front of a search's steps: accuracy against FLOPs.</summary>
internal static class StepFront
{
    private static readonly Objective<StepRecord> Accuracy = new("accuracy", "", Direction.Maximize, static step => step.Accuracy);
    private static readonly Objective<StepRecord> Flops = new("flops", "FLOPs", Direction.Minimize, static step => step.Flops ?? double.PositiveInfinity);

    public static IReadOnlyList<StepRecord> Of(IEnumerable<StepRecord> steps) => new ParetoFront<StepRecord>([Accuracy, Flops], steps).OrderedBy(Flops);
}

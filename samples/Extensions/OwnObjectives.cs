using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Extensions;

/// <summary>What fronts of this sample compare: accuracy against how well it uses the parameters.</summary>
internal static class OwnObjectives
{
    public static readonly Objective<StepRecord> AccuracyPerParameter = new(
        "accuracy per M parameters", "", Direction.Maximize, static step => step.Parameters is { } count ? step.Accuracy / (count / 1e6) : double.NegativeInfinity);
}

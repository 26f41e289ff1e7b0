using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Extensions;

/// <summary>A decorator: an evaluator whose score does not change measures each architecture once.</summary>
internal sealed class RememberingEvaluator(IArchitectureEvaluator inner) : DelegatingEvaluator(inner)
{
    private readonly Dictionary<Architecture, ArchitectureScore> scores = [];

    public override ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort)
    {
        if (!scores.TryGetValue(architecture, out var score)) scores.Add(architecture, score = base.Evaluate(architecture, step, abort));
        abort.ThrowIfCancellationRequested();
        return score;
    }
}

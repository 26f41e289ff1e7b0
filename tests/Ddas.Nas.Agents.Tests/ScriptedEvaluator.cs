using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests;

/// <summary>An evaluator whose score is a given function of the step and the architecture; it counts what is asked of it.</summary>
internal sealed class ScriptedEvaluator(Func<int, Architecture, ArchitectureScore> score) : IArchitectureEvaluator, IDescribed, IDisposable
{
    public ScriptedEvaluator(Func<int, ArchitectureScore> score)
        : this((step, _) => score(step))
    {
    }

    public ScriptedEvaluator()
        : this(static (step, architecture) => new ArchitectureScore(architecture.Count(DartsOperations.SkipConnect) / 16.0, step))
    {
    }

    public int Measured { get; private set; }

    public int Resets { get; private set; }

    public int Disposals { get; private set; }

    public SearchSpaceDefinition Space => SearchSpaceDefinition.Darts;

    public ArchitectureScore Reference { get; } = new(0.5, 0.5);

    public IReadOnlyList<IArchitectureCost> Costs { get; init; } = [];

    public ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort)
    {
        abort.ThrowIfCancellationRequested();
        Measured++;
        return score(step, architecture);
    }

    public void Reset() => Resets++;

    public void Describe(RunDescription into) => into.Kind("scripted");

    public void Dispose() => Disposals++;
}

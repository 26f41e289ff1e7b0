using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Testing.Tests;

/// <summary>Keeps the contract, but for what a test replaces.</summary>
internal sealed class ScriptedEnvironment : IEnvironment
{
    private readonly BestPairDiscretizer discretizer = new();

    public SearchSpaceDefinition Space { get; init; } = SearchSpaceDefinition.NasBench201;

    public ArchitectureScore Reference { get; init; } = new(0.5, 1);

    public ArchitectureWeights? FirstState { get; init; }

    public Func<EnvironmentStep, int, EnvironmentStep> Change { get; init; } = static (step, _) => step;

    public bool RefusesForeignActions { get; init; } = true;

    public bool HeedsCancellation { get; init; } = true;

    public int Steps { get; private set; }

    public int Resets { get; private set; }

    public ArchitectureWeights Reset()
    {
        Resets++;
        return FirstState ?? ArchitectureWeights.Constant(Space, 1);
    }

    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken abort)
    {
        if (HeedsCancellation) abort.ThrowIfCancellationRequested();
        if (RefusesForeignActions && !action.Space.Equals(Space)) throw new ArgumentException("Another space.", nameof(action));
        var architecture = discretizer.Discretize(action);
        return Change(new EnvironmentStep(architecture.Weights, 0.25, architecture, new ArchitectureScore(0.75, 0.5)), Steps++);
    }
}

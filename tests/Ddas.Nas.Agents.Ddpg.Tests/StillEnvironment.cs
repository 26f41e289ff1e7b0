using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Ddpg.Tests;

/// <summary>Takes every action for the same architecture, so that a search stagnates whatever the agent does.</summary>
internal sealed class StillEnvironment(SearchSpaceDefinition space) : IEnvironment
{
    private readonly Architecture architecture = new BestPairDiscretizer().Discretize(ArchitectureWeights.Constant(space, 1));

    public SearchSpaceDefinition Space => space;

    public ArchitectureScore Reference { get; } = new(0.5, 0.5);

    public ArchitectureWeights Reset() => architecture.Weights;

    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken cancel) => new(architecture.Weights, 0.5, architecture, Reference);
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Ddpg.Tests;

/// <summary>Gives every architecture the same reward; the accuracy is the share of pairs that the reward does not tell of.</summary>
internal sealed class ConstantEnvironment(SearchSpaceDefinition space, double reward = 0.5) : IEnvironment
{
    private static readonly BestPairDiscretizer Discretizer = new();

    public SearchSpaceDefinition Space => space;

    public ArchitectureScore Reference { get; } = new(0.5, 0.5);

    public ArchitectureWeights Reset() => ArchitectureWeights.Constant(space, 1);

    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken cancel)
    {
        var architecture = Discretizer.Discretize(action);
        return new EnvironmentStep(architecture.Weights, reward, architecture, Reference);
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Ddpg.Tests;

/// <summary>
/// Rewards an action by the share of the state's pairs that it repeats. Unlike a search environment it draws the next
/// state at random, so that a constant action gains nothing: the agent must learn to copy what it sees.
/// </summary>
internal sealed class IdentityEnvironment(SearchSpaceDefinition space, long seed) : IEnvironment
{
    private readonly BestPairDiscretizer discretizer = new();
    private Architecture? shown;
    private int step;

    public SearchSpaceDefinition Space => space;

    public ArchitectureScore Reference { get; } = new(0, 0);

    public ArchitectureWeights Reset()
    {
        step = 0;
        return Show();
    }

    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var architecture = discretizer.Discretize(action);
        double repeated = 1 - ((double)architecture.DifferingPairs(shown!) / space.ChosenPairs);
        return new EnvironmentStep(Show(), repeated, architecture, new ArchitectureScore(repeated, 1 - repeated));
    }

    private ArchitectureWeights Show()
    {
        var random = new RandomStream(seed, RandomPurpose.Environment, step++);
        shown = discretizer.Discretize(ArchitectureWeights.Uniform(space, ref random));
        return shown.Weights;
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Extensions;

/// <summary>
/// An environment that trains nothing: it guesses an accuracy from the size of the network and the depth of its normal
/// cell. Such proxies cost microseconds and serve to try a search before it is run for real.
/// </summary>
internal sealed class ProxyEnvironment(IRewardFunction reward) : IEnvironment
{
    private static readonly DartsNetworkCost Cost = new(new NetworkSkeleton { Channels = 16, Cells = 6 });

    private readonly BestPairDiscretizer discretizer = new();
    private ArchitectureScore? previous;

    public SearchSpaceDefinition Space => SearchSpaceDefinition.Darts;

    public ArchitectureScore OneShot { get; } = new(0.5, 0.5);

    public ArchitectureWeights Reset()
    {
        previous = null;
        return ArchitectureWeights.Constant(Space, 1); // s_0
    }

    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken cancel)
    {
        if (!action.Space.Equals(Space)) throw new ArgumentException($"The action belongs to space '{action.Space}', but the environment's space is '{Space}'.", nameof(action));
        cancel.ThrowIfCancellationRequested();
        var architecture = discretizer.Discretize(action);
        var score = Measure(architecture);
        double value = reward.Reward(score, previous ?? OneShot, OneShot);
        previous = score;
        return new EnvironmentStep(architecture.Weights, value, architecture, score);
    }

    private static ArchitectureScore Measure(Architecture architecture)
    {
        var cost = Cost.Of(architecture);
        int depth = CellShapeAnalysis.Of(architecture, 0).Depth;
        double accuracy = (1 - Math.Exp(-cost.Parameters / 200e3)) * (0.7 + (0.05 * depth));
        return new ArchitectureScore(accuracy, 1 - accuracy) { Flops = cost.FlopsPaper, Parameters = cost.Parameters };
    }
}

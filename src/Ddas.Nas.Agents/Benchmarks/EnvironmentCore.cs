using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>
/// What the environments of this folder share: discretize, measure, reward against the step before. It remembers the
/// number of the next step and the score of the one before.
/// </summary>
internal sealed class EnvironmentCore(
    SearchSpaceDefinition space, ArchitectureScore oneShot, IRewardFunction reward, IDiscretizer discretizer, Func<Architecture, int, ArchitectureScore> measure)
{
    private int step;
    private ArchitectureScore? previous;

    public SearchSpaceDefinition Space => space;

    public ArchitectureScore OneShot => oneShot;

    public ArchitectureWeights Reset()
    {
        (step, previous) = (0, null);
        return ArchitectureWeights.Constant(space, 1);
    }

    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (!action.Space.Equals(space)) throw new ArgumentException($"The action belongs to space '{action.Space}', but the environment's space is '{space}'.", nameof(action));
        cancel.ThrowIfCancellationRequested();
        var architecture = discretizer.Discretize(action);
        var score = measure(architecture, step);
        double value = reward.Reward(score, previous ?? oneShot, oneShot);
        (step, previous) = (step + 1, score);
        return new EnvironmentStep(architecture.Weights, value, architecture, score);
    }

    public void Capture(CheckpointState state) => state.Set("environment", new EnvironmentMemo(step, previous), AgentsJson.Compact.EnvironmentMemo);

    public void Restore(CheckpointState state) => (step, previous) = state.Get("environment", AgentsJson.Compact.EnvironmentMemo);
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>
/// Looks architectures up in a table instead of training them. Rewards are taken against the table's means. Where the
/// table has several accuracy columns, each step draws one, a function of seed and step.
/// </summary>
public sealed class TabularEnvironment : IEnvironment, IResumable
{
    private readonly EnvironmentCore core;

    /// <summary>Creates an environment; nothing is copied from the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="seed">Seed of the draws among several accuracy columns; unused where there is one.</param>
    /// <param name="reward">The reward; null for the paper's.</param>
    /// <param name="discretizer">Turns actions into architectures; null for Algorithm 1.</param>
    public TabularEnvironment(ArchitectureTable table, long seed, IRewardFunction? reward = null, IDiscretizer? discretizer = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        core = new EnvironmentCore(table.Space, table.Mean, reward ?? new DdasReward(), discretizer ?? new BestPairDiscretizer(), Measure);

        ArchitectureScore Measure(Architecture architecture, int step) =>
            table.Find(architecture).Score(table.AccuracyColumns == 1 ? 0 : new RandomStream(seed, RandomPurpose.Environment, step).NextInt(table.AccuracyColumns));
    }

    /// <inheritdoc/>
    public SearchSpaceDefinition Space => core.Space;

    /// <inheritdoc/>
    public ArchitectureScore OneShot => core.OneShot;

    /// <inheritdoc/>
    public ArchitectureWeights Reset() => core.Reset();

    /// <inheritdoc/>
    /// <exception cref="TableFormatException">The table has no row for the architecture.</exception>
    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken cancel) => core.Step(action, cancel);

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        core.Capture(state);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        core.Restore(state);
    }
}

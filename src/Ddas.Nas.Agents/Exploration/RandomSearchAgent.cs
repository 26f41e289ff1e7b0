using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Exploration;

/// <summary>Random search: alpha from U(0, 1) at every step (the paper's RS). It remembers nothing.</summary>
public sealed class RandomSearchAgent : ISearchAgent, IResumable, IDescribed
{
    private static readonly AgentDiagnostics Explore = new(SearchPhase.Explore.ToRecordName());
    private readonly SearchSpaceDefinition space;
    private readonly long seed;

    /// <summary>Creates the agent.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="seed">The search's seed.</param>
    public RandomSearchAgent(SearchSpaceDefinition space, long seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        (this.space, this.seed) = (space, seed);
    }

    /// <inheritdoc/>
    public AgentDiagnostics Diagnostics => Explore;

    /// <inheritdoc/>
    public ArchitectureWeights Act(ArchitectureWeights state, int step) => UniformAction.At(space, seed, step);

    /// <inheritdoc/>
    public void Observe(Transition transition)
    {
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("rs");
        into.SetSeed(seed);
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
    }
}

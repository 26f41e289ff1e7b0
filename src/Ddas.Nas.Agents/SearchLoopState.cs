using Ddas.Nas.SearchSpace;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Agents;

/// <summary>
/// All that a <see cref="SearchLoop"/> itself remembers between two steps; with the states of its agent and environment
/// it is enough to go on later. Immutable.
/// </summary>
/// <param name="NextStep">The step that comes next, from 0.</param>
/// <param name="State">The state in which the agent acts next: alpha_d of the step before, ones at the first.</param>
/// <param name="Elapsed">Wall-clock time spent so far, earlier parts included.</param>
/// <param name="Best">The record of the best step so far; see <see cref="SearchResult.Best"/>.</param>
public sealed record SearchLoopState(int NextStep, ArchitectureWeights State, TimeSpan Elapsed, StepRecord? Best)
{
    /// <summary>Steps that were rolled back, since they produced numbers that are not finite, and so have no record; rising.</summary>
    public IReadOnlyList<int> RolledBack { get; init; } = [];

    /// <summary>Number of steps that have a record.</summary>
    public int Records => NextStep - RolledBack.Count;
}

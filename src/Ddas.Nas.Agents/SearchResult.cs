using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>What a search came to.</summary>
/// <param name="End">Why it returned.</param>
/// <param name="Steps">Number of steps done, earlier parts of a resumed search included.</param>
/// <param name="Best">The step of highest validation accuracy, the earliest of equals; null when no step was done.</param>
/// <param name="Elapsed">Wall-clock time, earlier parts included.</param>
public sealed record SearchResult(SearchEnd End, int Steps, StepRecord? Best, TimeSpan Elapsed)
{
    /// <summary>Steps that were rolled back and so have no record; see <see cref="NonFinitePolicy"/>.</summary>
    public IReadOnlyList<int> RolledBack { get; init; } = [];

    /// <summary>Whether the caller stopped the search before its last step.</summary>
    public bool Stopped => End == SearchEnd.Stopped;
}

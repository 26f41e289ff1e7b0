using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>What a search came to.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Steps">The records of all steps, those of earlier parts too.</param>
/// <param name="Front">The steps that no other dominates in accuracy and FLOPs, by rising FLOPs; of equal ones the earliest.</param>
public sealed record SearchResult(SearchEnd End, IReadOnlyList<StepRecord> Steps, IReadOnlyList<StepRecord> Front)
{
    /// <summary>The step of highest validation accuracy, the earliest of equals; null when no step was done.</summary>
    public StepRecord? Best => Steps.MaxBy(static step => step.Accuracy);

    /// <summary>The time that the steps took.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(Steps.Sum(static step => step.Seconds));

    /// <summary>Steps that were rolled back and so have no record, rising; see <see cref="NonFinitePolicy"/>.</summary>
    public IReadOnlyList<int> RolledBack { get; init; } = [];
}

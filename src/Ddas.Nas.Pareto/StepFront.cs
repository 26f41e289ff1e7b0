using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Pareto;

/// <summary>The Pareto front of a search's steps, by default of accuracy against FLOPs of the search network (Fig. 4).</summary>
public static class StepFront
{
    /// <summary>The steps that no other step dominates in accuracy and FLOPs, by rising FLOPs; of equal ones the earliest.</summary>
    /// <param name="steps">The steps, in order.</param>
    public static IReadOnlyList<StepRecord> Of(IEnumerable<StepRecord> steps) => Of(steps, StepObjectives.Accuracy, StepObjectives.Flops);

    /// <summary>The same in objectives of choice.</summary>
    /// <param name="steps">The steps, in order.</param>
    /// <param name="objectives">One or more, for example from <see cref="StepObjectives.Of"/>; the front rises in the last.</param>
    /// <exception cref="ArgumentException">There is no objective, or a step does not have its figure.</exception>
    public static IReadOnlyList<StepRecord> Of(IEnumerable<StepRecord> steps, params IReadOnlyList<Objective<StepRecord>> objectives)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return new ParetoFront<StepRecord>(objectives, steps).OrderedBy(objectives[^1]);
    }
}

using Ddas.Nas.Pareto.Internal;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Models;

/// <summary>A run in a few numbers; accuracies are fractions.</summary>
/// <param name="Steps">Steps done.</param>
/// <param name="Best">The step of highest accuracy, the earliest of equals; null without steps.</param>
/// <param name="LastSixth">Mean accuracy of the last sixth of the steps, at least one step: the paper's steps 1250 to 1500.</param>
/// <param name="Hypervolume">Hypervolume at the end, as <see cref="HypervolumeCurve"/> counts it; null without costs.</param>
/// <param name="Seconds">Seconds of all steps.</param>
internal sealed record RunSummary(int Steps, StepRecord? Best, double? LastSixth, double? Hypervolume, double Seconds)
{
    /// <summary>Of one run.</summary>
    public static RunSummary Of(RunData run, double? referenceCost)
    {
        return new RunSummary(
            run.Steps.Count,
            run.Steps.MaxBy(static step => step.Accuracy),
            run.Steps.Count == 0 ? null : Selection.LastSixth(run.Steps).Average(static step => step.Accuracy),
            run.Steps.Count > 0 && referenceCost is { } cost ? HypervolumeCurve.Of(run, cost)[^1] : null,
            run.Steps.Sum(static step => step.Seconds));
    }
}

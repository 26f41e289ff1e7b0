using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Pareto;

/// <summary>What steps of a search are compared by, under the names of the step log.</summary>
public static class StepObjectives
{
    /// <summary>Validation accuracy, a fraction, to be maximized.</summary>
    public static Objective<StepRecord> Accuracy { get; } = Of("accuracy");

    /// <summary>FLOPs of the search network (or a table's cost column), to be minimized; infinite where unknown.</summary>
    public static Objective<StepRecord> Flops { get; } = Of("flops");

    /// <summary>
    /// An objective by name. <c>accuracy</c>, <c>testAccuracy</c> and <c>reward</c> are maximized; <c>loss</c>, <c>flops</c>,
    /// <c>parameters</c> and every other figure of a step are minimized. Unknown FLOPs and parameters count as infinite.
    /// </summary>
    /// <param name="name">The figure's name in <c>steps.jsonl</c>. A step without it throws an <see cref="ArgumentException"/> that names those that it has.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static Objective<StepRecord> Of(string name) => name switch
    {
        "accuracy" or "testAccuracy" or "reward" => new(name, "", Direction.Maximize, step => Required(step, name)),
        "flops" => new(name, "FLOPs", Direction.Minimize, step => Unlimited(step, name)),
        "parameters" => new(name, "", Direction.Minimize, step => Unlimited(step, name)),
        _ => new(name, "", Direction.Minimize, step => Required(step, name)),
    };

    private static double Unlimited(StepRecord step, string name) => step.Figure(name) ?? double.PositiveInfinity;

    private static double Required(StepRecord step, string name) =>
        step.Figure(name) ?? throw new ArgumentException($"Step {step.Step} has no figure '{name}'; it has {string.Join(", ", step.FigureNames)}.", nameof(step));
}

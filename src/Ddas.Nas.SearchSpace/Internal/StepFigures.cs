using System.ComponentModel;

namespace Ddas.Nas.SearchSpace.Internal;

/// <summary>The figures of a step by the names that <c>steps.jsonl</c> gives them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepFigures
{
    private static readonly (string Name, Func<StepRecord, double?> Value)[] All =
    [
        ("accuracy", static step => step.Accuracy),
        ("loss", static step => step.Loss),
        ("reward", static step => step.Reward),
        ("flops", static step => step.Flops),
        ("parameters", static step => step.Parameters),
        ("testAccuracy", static step => step.TestAccuracy),
        ("seconds", static step => step.Seconds),
    ];

    /// <summary>A figure of a step; null where it has none of that name.</summary>
    public static double? Of(StepRecord step, string name)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Array.Find(All, figure => figure.Name == name).Value?.Invoke(step);
    }

    /// <summary>The names of the figures that a step has.</summary>
    public static IReadOnlyList<string> Names(StepRecord step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return [.. All.Where(figure => figure.Value(step) is not null).Select(static figure => figure.Name)];
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Models;

/// <summary>Steps in a row that have something in common.</summary>
/// <param name="Name">What: a phase, or <c>burst</c>.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
internal sealed record StepSpan(string Name, int First, int Last)
{
    /// <summary>The phases of a run, in order.</summary>
    public static IReadOnlyList<StepSpan> Phases(IReadOnlyList<StepRecord> steps) => Of(steps, static step => step.Phase);

    /// <summary>The noise bursts of a run, in order.</summary>
    public static IReadOnlyList<StepSpan> Bursts(IReadOnlyList<StepRecord> steps) => [.. Of(steps, static step => step.Figures.Find("burst") > 0 ? "burst" : "").Where(static span => span.Name.Length > 0)];

    private static List<StepSpan> Of(IReadOnlyList<StepRecord> steps, Func<StepRecord, string> name)
    {
        var spans = new List<StepSpan>();
        foreach (var step in steps)
        {
            if (spans.Count > 0 && spans[^1].Name == name(step)) spans[^1] = spans[^1] with { Last = step.Step };
            else spans.Add(new StepSpan(name(step), step.Step, step.Step));
        }

        return spans;
    }
}

using System.ComponentModel;

namespace Ddas.Nas.Pareto.Internal;

/// <summary>Choices among all results, not only those of a front.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Selection
{
    /// <summary>The best share of the results by one objective, for example the top 5 % by accuracy (Fig. 5).</summary>
    /// <param name="items">The results in the order in which they arrived; of equal ones the earlier is preferred.</param>
    /// <param name="objective">What to choose by.</param>
    /// <param name="fraction">Above 0, at most 1. The number is rounded to the nearest, at least 1.</param>
    /// <returns>The chosen results, best first.</returns>
    /// <exception cref="ArgumentException">The objective is NaN for a result.</exception>
    public static IReadOnlyList<T> Top<T>(IReadOnlyList<T> items, Objective<T> objective, double fraction)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(objective);
        if (!(fraction > 0 && fraction <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Above 0, at most 1.");
        int count = Math.Max(1, (int)Math.Round(fraction * items.Count, MidpointRounding.AwayFromZero));
        return [.. items.OrderBy(objective.Cost).Take(count)];
    }

    /// <summary>The last sixth of a search's steps, at least one: where it ends, the paper's steps 1250 to 1500.</summary>
    public static IEnumerable<T> LastSixth<T>(IReadOnlyList<T> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return steps.TakeLast(Math.Max(1, steps.Count / 6));
    }
}

namespace Ddas.Nas.Pareto;

/// <summary>
/// The volume that a set of results dominates, up to a reference point: the standard measure of a whole front. Exact, in
/// the product of the objectives' units. Compare only values of one reference point, and always state it.
/// </summary>
public static class Hypervolume
{
    /// <summary>Hypervolume of a front: O(n log n) for two objectives, by slicing (While et al. 2006) for more.</summary>
    /// <param name="front">Any front; empty has volume 0.</param>
    /// <param name="reference">A finite value for each objective, in its unit, in order. Results that are not better than it in every objective add nothing.</param>
    /// <exception cref="ArgumentException">The reference does not fit, or a result is infinitely good.</exception>
    public static double Of<T>(ParetoFront<T> front, IReadOnlyList<double> reference)
    {
        ArgumentNullException.ThrowIfNull(front);
        double[] limit = ReferenceCosts(front.Objectives, reference);
        return Volume(Gains(front.ItemCosts, limit), limit.Length);
    }

    /// <summary>Hypervolume of any results; dominated ones add nothing.</summary>
    /// <param name="items">The results, in any order.</param>
    /// <param name="objectives">One or more.</param>
    /// <param name="reference">A finite value for each objective, in its unit, in order.</param>
    /// <exception cref="ArgumentException">The reference does not fit, an objective is NaN, or a result is infinitely good.</exception>
    public static double Of<T>(IEnumerable<T> items, IReadOnlyList<Objective<T>> objectives, IReadOnlyList<double> reference) =>
        Of(new ParetoFront<T>(objectives, items), reference);

    internal static double[] ReferenceCosts<T>(IReadOnlyList<Objective<T>> objectives, IReadOnlyList<double> reference)
    {
        Costs.Check(objectives);
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.Count != objectives.Count || reference.Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException(
                $"The reference point needs a finite value for each of {objectives.Count} objectives ({string.Join(", ", objectives)}), not ({string.Join(", ", reference)}).",
                nameof(reference));
        }
        return [.. objectives.Select((objective, k) => objective.ToCost(reference[k]))];
    }

    /// <summary>How far each result is better than the reference, those left out that are not better everywhere.</summary>
    private static List<double[]> Gains(IReadOnlyList<double[]> costs, double[] reference)
    {
        var gains = new List<double[]>();
        foreach (double[] cost in costs)
        {
            double[] gain = [.. cost.Select((value, k) => reference[k] - value)];
            if (gain.Any(double.IsPositiveInfinity))
                throw new ArgumentException("A result is infinitely good in an objective: its hypervolume is not finite.", nameof(costs));
            if (gain.All(value => value > 0))
                gains.Add(gain);
        }
        return gains;
    }

    /// <summary>
    /// Volume of the union of boxes from the origin, over the first <paramref name="dimensions"/> places: the last place
    /// is cut at each box, and within a slice the boxes that reach it have one dimension less.
    /// </summary>
    private static double Volume(List<double[]> boxes, int dimensions)
    {
        if (boxes.Count == 0)
            return 0;
        if (dimensions == 1)
            return boxes.Max(box => box[0]);
        if (dimensions == 2)
            return Area(boxes);
        int last = dimensions - 1;
        double[][] order = [.. boxes.OrderByDescending(box => box[last])];
        var reaching = new List<double[]>();
        double volume = 0;
        for (int i = 0; i < order.Length; i++)
        {
            reaching.Add(order[i]);
            double thickness = order[i][last] - (i + 1 < order.Length ? order[i + 1][last] : 0);
            if (thickness > 0)
                volume += thickness * Volume(reaching, last);
        }
        return volume;
    }

    private static double Area(List<double[]> boxes)
    {
        double area = 0;
        double height = 0;
        foreach (double[] box in boxes.OrderByDescending(box => box[0]).ThenByDescending(box => box[1]))
        {
            if (box[1] <= height)
                continue;
            area += box[0] * (box[1] - height);
            height = box[1];
        }
        return area;
    }
}

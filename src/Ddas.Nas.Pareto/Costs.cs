namespace Ddas.Nas.Pareto;

/// <summary>Cost vectors: one number per objective, less is better. All algorithms of this assembly work on them.</summary>
internal static class Costs
{
    public static void Check<T>(IReadOnlyList<Objective<T>> objectives)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        if (objectives.Count == 0)
            throw new ArgumentException("At least one objective is needed.", nameof(objectives));
        foreach (Objective<T> objective in objectives)
            ArgumentNullException.ThrowIfNull(objective, nameof(objectives));
    }

    public static double[] Of<T>(T item, IReadOnlyList<Objective<T>> objectives)
    {
        double[] costs = new double[objectives.Count];
        for (int k = 0; k < costs.Length; k++)
            costs[k] = objectives[k].Cost(item);
        return costs;
    }

    public static double[][] OfAll<T>(IEnumerable<T> items, IReadOnlyList<Objective<T>> objectives)
    {
        ArgumentNullException.ThrowIfNull(items);
        Check(objectives);
        return [.. items.Select(item => Of(item, objectives))];
    }

    /// <summary>Lexicographic order. A vector can only be dominated by one that comes before it.</summary>
    public static int Compare(double[] first, double[] second)
    {
        for (int k = 0; k < first.Length; k++)
        {
            int order = first[k].CompareTo(second[k]);
            if (order != 0)
                return order;
        }
        return 0;
    }

    /// <summary>Indices in lexicographic order, equal vectors by rising index.</summary>
    public static int[] Order(double[][] costs)
    {
        int[] order = [.. Enumerable.Range(0, costs.Length)];
        Array.Sort(order, (a, b) =>
        {
            int byCost = Compare(costs[a], costs[b]);
            return byCost != 0 ? byCost : a.CompareTo(b);
        });
        return order;
    }
}

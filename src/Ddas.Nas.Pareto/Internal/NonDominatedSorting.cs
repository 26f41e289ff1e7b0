using System.ComponentModel;

namespace Ddas.Nas.Pareto.Internal;

/// <summary>Ranks of all results, and their spread within a rank, as in NSGA-II (Deb et al. 2002).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NonDominatedSorting
{
    /// <summary>
    /// The rank of each result: 0 on the front, 1 on the front of what remains without it, and so on. Equal results share
    /// a rank. O(n log n) for two objectives (efficient non-dominated sorting with binary search, Zhang et al. 2015).
    /// </summary>
    /// <returns>A rank for each item, in the order of <paramref name="items"/>.</returns>
    /// <exception cref="ArgumentException">There is no objective, or one is NaN for a result.</exception>
    public static IReadOnlyList<int> Ranks<T>(IReadOnlyList<T> items, IReadOnlyList<Objective<T>> objectives)
    {
        double[][] costs = Costs.OfAll(items, objectives);
        int[] ranks = new int[costs.Length];
        var fronts = new List<List<double[]>>();
        foreach (int i in Costs.Order(costs))
        {
            int rank = FirstOpen(fronts, costs[i]);
            if (rank == fronts.Count)
                fronts.Add([]);
            fronts[rank].Add(costs[i]);
            ranks[i] = rank;
        }
        return ranks;
    }

    /// <summary>The results grouped by <see cref="Ranks"/>.</summary>
    /// <returns>For each rank the indices into <paramref name="items"/>, rising.</returns>
    /// <exception cref="ArgumentException">There is no objective, or one is NaN for a result.</exception>
    public static IReadOnlyList<IReadOnlyList<int>> Fronts<T>(IReadOnlyList<T> items, IReadOnlyList<Objective<T>> objectives)
    {
        IReadOnlyList<int> ranks = Ranks(items, objectives);
        return [.. Enumerable.Range(0, ranks.Count).GroupBy(i => ranks[i]).OrderBy(group => group.Key).Select(group => group.ToArray())];
    }

    /// <summary>
    /// Crowding distance of the results of one front: the sum over objectives of the gap between both neighbours, in
    /// units of the objective's range; infinite at the two ends of each objective. An objective without range adds nothing
    /// elsewhere.
    /// </summary>
    /// <returns>A distance for each item, in the order of <paramref name="front"/>.</returns>
    /// <exception cref="ArgumentException">There is no objective, or one is not finite for a result.</exception>
    public static IReadOnlyList<double> CrowdingDistance<T>(IReadOnlyList<T> front, IReadOnlyList<Objective<T>> objectives)
    {
        double[][] costs = Costs.OfAll(front, objectives);
        double[] distances = new double[costs.Length];
        for (int k = 0; k < objectives.Count && costs.Length > 0; k++)
        {
            int[] order = [.. Enumerable.Range(0, costs.Length).OrderBy(i => costs[i][k])];
            double range = costs[order[^1]][k] - costs[order[0]][k];
            if (!double.IsFinite(range))
                throw new ArgumentException($"Objective '{objectives[k].Name}' is not finite for a result of the front.", nameof(front));
            distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
            for (int i = 1; i < order.Length - 1 && range > 0; i++)
                distances[order[i]] += (costs[order[i + 1]][k] - costs[order[i - 1]][k]) / range;
        }
        return distances;
    }

    /// <summary>The first front of which no member dominates a vector; members come before it in lexicographic order.</summary>
    private static int FirstOpen(List<List<double[]>> fronts, double[] cost)
    {
        int low = 0;
        for (int high = fronts.Count; low < high;)
        {
            int middle = (low + high) / 2;
            if (IsDominated(fronts[middle], cost))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static bool IsDominated(List<double[]> front, double[] cost)
    {
        // With two objectives the last member has the least second cost, so it alone decides.
        int first = cost.Length <= 2 ? front.Count - 1 : 0;
        for (int i = front.Count - 1; i >= first; i--)
        {
            if (Dominance.Covers(front[i], cost) && Costs.Compare(front[i], cost) != 0)
                return true;
        }
        return false;
    }
}

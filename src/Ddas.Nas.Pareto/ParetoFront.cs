using System.Collections.ObjectModel;
using Ddas.Nas.Pareto.Statistics;
using static System.FormattableString;

namespace Ddas.Nas.Pareto;

/// <summary>
/// The results that no other result dominates (strict dominance). Of results that are equal in every objective only the
/// earliest is kept. The set does not depend on the order in which results arrive. Not safe for concurrent use.
/// </summary>
/// <typeparam name="T">The result, for example a step of a search.</typeparam>
public sealed class ParetoFront<T>
{
    private readonly List<T> items = [];

    // In lexicographic order. With two objectives the second cost therefore falls from one to the next.
    private readonly List<double[]> costs = [];

    /// <summary>Builds the front of a sequence, in O(n log n) for two objectives.</summary>
    /// <param name="objectives">One or more.</param>
    /// <param name="items">Results in the order in which they arrived; none by default.</param>
    /// <exception cref="ArgumentException">There is no objective, or one is NaN for a result.</exception>
    public ParetoFront(IReadOnlyList<Objective<T>> objectives, IEnumerable<T>? items = null)
    {
        Costs.Check(objectives);
        Objectives = [.. objectives];
        Items = new ReadOnlyCollection<T>(this.items);
        if (items is null)
            return;
        T[] all = [.. items];
        double[][] allCosts = Costs.OfAll(all, Objectives);
        foreach (int i in Costs.Order(allCosts))
            Add(all[i], allCosts[i]);
    }

    /// <summary>What the results are compared by.</summary>
    public IReadOnlyList<Objective<T>> Objectives { get; }

    /// <summary>The front, best first in the first objective (then the second, ...). A live view: it follows <see cref="Add(T)"/>.</summary>
    public IReadOnlyList<T> Items { get; }

    internal IReadOnlyList<double[]> ItemCosts => costs;

    /// <summary>Takes in a result; those that it dominates leave. O(log n) comparisons for two objectives.</summary>
    /// <returns>False if a result of the front dominates it or equals it in every objective.</returns>
    /// <exception cref="ArgumentException">An objective is NaN for it; the front is unchanged.</exception>
    public bool Add(T item) => Add(item, Costs.Of(item, Objectives));

    /// <summary>The front by rising value of an objective, which need not be one of <see cref="Objectives"/>.</summary>
    public IReadOnlyList<T> OrderedBy(Objective<T> objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return [.. items.OrderBy(objective.Value)];
    }

    /// <summary>The best result of the front in one objective.</summary>
    /// <exception cref="InvalidOperationException">The front is empty.</exception>
    public T Best(Objective<T> objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return items.Count == 0 ? throw new InvalidOperationException("The front is empty.") : items.MinBy(objective.Cost)!;
    }

    /// <summary>The best result within a budget, for example the most accurate one under 60 MFLOPs.</summary>
    /// <param name="objective">What the budget limits; need not be one of <see cref="Objectives"/>.</param>
    /// <param name="budget">The worst value allowed, itself included: an upper limit where less is better, else a lower one.</param>
    /// <param name="by">What to choose by.</param>
    /// <exception cref="InvalidOperationException">No result is within the budget; the message names the nearest.</exception>
    /// <exception cref="ArgumentException"><paramref name="budget"/> is NaN.</exception>
    public T BestUnder(Objective<T> objective, double budget, Objective<T> by)
    {
        if (TryBestUnder(objective, budget, by, out T best))
            return best;
        string limit = objective.Direction == Direction.Minimize ? "at most" : "at least";
        string nearest = items.Count == 0 ? "the front is empty" : Invariant($"the nearest has {objective.Value(Best(objective))}");
        throw new InvalidOperationException(Invariant($"No result of the front has {objective} of {limit} {budget}; {nearest}."));
    }

    /// <summary>As <see cref="BestUnder"/>, but returns false where no result is within the budget.</summary>
    /// <exception cref="ArgumentException"><paramref name="budget"/> is NaN.</exception>
    public bool TryBestUnder(Objective<T> objective, double budget, Objective<T> by, out T best)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(by);
        if (double.IsNaN(budget))
            throw new ArgumentException("The budget is NaN.", nameof(budget));
        double limit = objective.ToCost(budget);
        T[] within = [.. items.Where(item => objective.Cost(item) <= limit)];
        best = within.Length == 0 ? default! : within.MinBy(by.Cost)!;
        return within.Length > 0;
    }

    /// <summary>Spreads a choice over the front: its range of an objective is cut into equal buckets, and the best result of each is taken.</summary>
    /// <param name="objective">What is cut, for example FLOPs.</param>
    /// <param name="count">Number of buckets, at least 1.</param>
    /// <param name="by">What to choose by, for example accuracy.</param>
    /// <returns>One result for each bucket that is not empty, by rising <paramref name="objective"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="objective"/> is infinite for a result.</exception>
    public IReadOnlyList<T> BestPerBucket(Objective<T> objective, int count, Objective<T> by)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (items.Count == 0)
            return [];
        double lower = items.Min(objective.Value);
        double upper = items.Max(objective.Value);
        if (lower == upper)
            return [Best(by)];
        var buckets = new Histogram(lower, upper, count);
        return [.. items.GroupBy(item => buckets.BinOf(objective.Value(item))).OrderBy(bucket => bucket.Key).Select(bucket => bucket.MinBy(by.Cost)!)];
    }

    private bool Add(T item, double[] cost)
    {
        int position = LowerBound(cost);
        if (IsCovered(cost, position))
            return false;
        RemoveCovered(cost, position);
        items.Insert(position, item);
        costs.Insert(position, cost);
        return true;
    }

    /// <summary>The number of results that come before a cost vector in lexicographic order.</summary>
    private int LowerBound(double[] cost)
    {
        int low = 0;
        for (int high = costs.Count; low < high;)
        {
            int middle = (low + high) / 2;
            if (Costs.Compare(costs[middle], cost) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private bool IsCovered(double[] cost, int position)
    {
        if (position < costs.Count && Costs.Compare(costs[position], cost) == 0)
            return true;
        int first = cost.Length <= 2 ? Math.Max(position - 1, 0) : 0;
        for (int i = first; i < position; i++)
        {
            if (Dominance.Covers(costs[i], cost))
                return true;
        }
        return false;
    }

    private void RemoveCovered(double[] cost, int position)
    {
        int kept = position;
        int read = position;
        for (; read < costs.Count; read++)
        {
            if (Dominance.Covers(cost, costs[read]))
                continue;
            if (cost.Length <= 2)
                break;
            items[kept] = items[read];
            costs[kept++] = costs[read];
        }
        items.RemoveRange(kept, read - kept);
        costs.RemoveRange(kept, read - kept);
    }
}

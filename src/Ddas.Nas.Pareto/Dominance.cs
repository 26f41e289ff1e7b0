namespace Ddas.Nas.Pareto;

/// <summary>Pareto dominance.</summary>
internal static class Dominance
{
    /// <summary>Whether the first result is at least as good in every objective and better in one.</summary>
    /// <returns>False for results that are equal in every objective.</returns>
    /// <exception cref="ArgumentException">There is no objective, or one is NaN for a result.</exception>
    public static bool Dominates<T>(T first, T second, IReadOnlyList<Objective<T>> objectives)
    {
        Costs.Check(objectives);
        return Dominates(Costs.Of(first, objectives), Costs.Of(second, objectives));
    }

    /// <summary>The same for vectors of costs, less being better in each place.</summary>
    /// <exception cref="ArgumentException">The vectors differ in length, are empty, or hold NaN.</exception>
    public static bool Dominates(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length || first.IsEmpty)
            throw new ArgumentException($"Two cost vectors of one length are needed, not {first.Length} and {second.Length} numbers.", nameof(second));
        bool better = false;
        for (int k = 0; k < first.Length; k++)
        {
            if (double.IsNaN(first[k]) || double.IsNaN(second[k]))
                throw new ArgumentException($"Cost {k} is NaN, which compares with nothing.", nameof(first));
            if (first[k] > second[k])
                return false;
            better |= first[k] < second[k];
        }
        return better;
    }

    /// <summary>At least as good in every place, equal vectors included; no checks.</summary>
    internal static bool Covers(double[] first, double[] second)
    {
        for (int k = 0; k < first.Length; k++)
        {
            if (first[k] > second[k])
                return false;
        }
        return true;
    }
}

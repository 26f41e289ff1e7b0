namespace Ddas.Nas.Agents.Predictors;

/// <summary>A vector that is zero but for a few entries, which have rising keys.</summary>
internal readonly struct SparseVector
{
    private SparseVector(long[] keys, double[] values) => (Keys, Values) = (keys, values);

    public long[] Keys { get; }

    public double[] Values { get; }

    /// <summary>A vector of consecutive entries.</summary>
    public static SparseVector Dense(params double[] values)
    {
        var keys = new long[values.Length];
        for (int i = 0; i < keys.Length; i++) keys[i] = i;
        return new SparseVector(keys, values);
    }

    /// <summary>A vector of the given entries, whose keys differ.</summary>
    public static SparseVector Of(Dictionary<long, double> entries)
    {
        long[] keys = [.. entries.Keys];
        double[] values = [.. entries.Values];
        Array.Sort(keys, values);
        return new SparseVector(keys, values);
    }
}

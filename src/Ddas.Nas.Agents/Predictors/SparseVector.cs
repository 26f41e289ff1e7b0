namespace Ddas.Nas.Agents.Predictors;

/// <summary>A vector that is zero but for a few entries, which have rising keys.</summary>
internal readonly struct SparseVector
{
    private readonly long[] keys;
    private readonly double[] values;

    private SparseVector(long[] keys, double[] values) => (this.keys, this.values) = (keys, values);

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

    /// <summary>The sum over all entries of |difference|, or of its square.</summary>
    public double Distance(in SparseVector other, bool squared)
    {
        double sum = 0;
        int i = 0, j = 0;
        while (i < keys.Length || j < other.keys.Length)
        {
            double difference;
            if (j == other.keys.Length || (i < keys.Length && keys[i] < other.keys[j])) difference = values[i++];
            else if (i == keys.Length || other.keys[j] < keys[i]) difference = other.values[j++];
            else difference = values[i++] - other.values[j++];
            sum += squared ? difference * difference : Math.Abs(difference);
        }

        return sum;
    }
}

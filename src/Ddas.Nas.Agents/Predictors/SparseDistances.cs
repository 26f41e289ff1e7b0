using System.Runtime.InteropServices;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// The distances of a sparse vector to many others at once: sums of squared or of absolute differences. Entries that both
/// vectors have are found by key; all others enter through the vectors' norms.
/// </summary>
internal sealed class SparseDistances(bool squared)
{
    private readonly List<double> norms = [];
    private readonly Dictionary<long, List<(int Vector, double Value)>> entries = [];

    public void Add(in SparseVector vector)
    {
        for (int i = 0; i < vector.Keys.Length; i++)
        {
            if (!entries.TryGetValue(vector.Keys[i], out var of)) entries[vector.Keys[i]] = of = [];
            of.Add((norms.Count, vector.Values[i]));
        }

        norms.Add(Norm(vector));
    }

    /// <summary>The distances to the vectors in the order in which they were added.</summary>
    public void Fill(in SparseVector from, Span<double> distances)
    {
        double norm = Norm(from);
        for (int j = 0; j < norms.Count; j++) distances[j] = norm + norms[j];
        for (int i = 0; i < from.Keys.Length; i++)
        {
            if (!entries.TryGetValue(from.Keys[i], out var of)) continue;
            double a = from.Values[i], size = Math.Abs(a);
            var others = CollectionsMarshal.AsSpan(of);
            if (squared) foreach (var (j, b) in others) distances[j] -= 2 * a * b;
            else foreach (var (j, b) in others) distances[j] -= size + Math.Abs(b) - Math.Abs(a - b);
        }

        for (int j = 0; j < norms.Count; j++) distances[j] = Math.Max(0, distances[j]); // rounding leaves equal vectors a little off 0
    }

    private double Norm(in SparseVector vector)
    {
        double sum = 0;
        foreach (double value in vector.Values) sum += squared ? value * value : Math.Abs(value);
        return sum;
    }
}

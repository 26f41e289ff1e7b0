using System.Collections.ObjectModel;

namespace Ddas.Nas.Pareto.Statistics;

/// <summary>
/// Counts in bins of one width between two fixed ends. A bin holds its lower edge and not its upper, but the last holds
/// both; values outside the ends are counted apart.
/// </summary>
internal sealed class Histogram
{
    private readonly double[] edges;
    private readonly int[] counts;

    /// <summary>Fixes the bins.</summary>
    /// <param name="lower">Lower end of the first bin.</param>
    /// <param name="upper">Upper end of the last bin, above <paramref name="lower"/>.</param>
    /// <param name="bins">At least 1.</param>
    /// <param name="values">Values to count at once; none by default.</param>
    /// <exception cref="ArgumentException">An end is not finite, the ends are not in order, or a value is NaN.</exception>
    public Histogram(double lower, double upper, int bins, IEnumerable<double>? values = null)
    {
        if (!double.IsFinite(upper - lower) || lower >= upper)
            throw new ArgumentException($"Two finite ends in order are needed, not {lower} and {upper}.", nameof(upper));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        edges = [.. Enumerable.Range(0, bins).Select(i => lower + (upper - lower) * i / bins), upper];
        counts = new int[bins];
        Edges = new ReadOnlyCollection<double>(edges);
        Counts = new ReadOnlyCollection<int>(counts);
        foreach (double value in values ?? [])
            Add(value);
    }

    /// <summary>The ends of the bins, rising: one more than there are bins.</summary>
    public IReadOnlyList<double> Edges { get; }

    /// <summary>The count of each bin. A live view: it follows <see cref="Add"/>.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Values below the first bin.</summary>
    public int Below { get; private set; }

    /// <summary>Values above the last bin.</summary>
    public int Above { get; private set; }

    /// <summary>All values counted, those outside included.</summary>
    public int Total => Below + Above + counts.Sum();

    /// <summary>Counts a value.</summary>
    /// <exception cref="ArgumentException">It is NaN.</exception>
    public void Add(double value)
    {
        int bin = BinOf(value);
        if (bin < 0)
            Below++;
        else if (bin == counts.Length)
            Above++;
        else
            counts[bin]++;
    }

    /// <summary>The bin of a value: -1 below the first, the number of bins above the last.</summary>
    /// <exception cref="ArgumentException">It is NaN.</exception>
    public int BinOf(double value)
    {
        if (double.IsNaN(value))
            throw new ArgumentException("NaN belongs to no bin.", nameof(value));
        if (value == edges[^1])
            return counts.Length - 1;
        int found = Array.BinarySearch(edges, value);
        return found >= 0 ? found : ~found - 1;
    }
}

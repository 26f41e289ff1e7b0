using System.Collections.ObjectModel;
using System.ComponentModel;

namespace Ddas.Nas.Pareto.Internal;

/// <summary>
/// Hypervolume of all results so far, after each of them: how fast a search covers the front. Only a result that changes
/// the front costs more than a look-up. Not safe for concurrent use.
/// </summary>
/// <typeparam name="T">The result, for example a step of a search.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HypervolumeHistory<T>
{
    private readonly List<double> values = [];
    private readonly double[] reference;

    /// <summary>Starts a history.</summary>
    /// <param name="objectives">One or more.</param>
    /// <param name="reference">As in <see cref="Hypervolume"/>: a finite value for each objective, in its unit.</param>
    /// <param name="items">Results to take in at once, in the order in which they arrived; none by default.</param>
    /// <exception cref="ArgumentException">The reference does not fit, an objective is NaN, or a result is infinitely good.</exception>
    public HypervolumeHistory(IReadOnlyList<Objective<T>> objectives, IReadOnlyList<double> reference, IEnumerable<T>? items = null)
    {
        Hypervolume.ReferenceCosts(objectives, reference);
        this.reference = [.. reference];
        Front = new ParetoFront<T>(objectives);
        Values = new ReadOnlyCollection<double>(values);
        foreach (T item in items ?? [])
            Add(item);
    }

    /// <summary>The front of all results so far.</summary>
    public ParetoFront<T> Front { get; }

    /// <summary>The hypervolume after each result; never falls. A live view: it follows <see cref="Add"/>.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The hypervolume now; 0 before the first result.</summary>
    public double Value => values.Count == 0 ? 0 : values[^1];

    /// <summary>Takes in the next result.</summary>
    /// <returns>The hypervolume after it.</returns>
    /// <exception cref="ArgumentException">An objective is NaN, or infinitely good.</exception>
    public double Add(T item)
    {
        double value = Front.Add(item) ? Math.Max(Value, Hypervolume.Of(Front, reference)) : Value;
        values.Add(value);
        return value;
    }
}

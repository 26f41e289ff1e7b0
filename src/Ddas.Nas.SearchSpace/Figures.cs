using System.Collections;

namespace Ddas.Nas.SearchSpace;

/// <summary>
/// Named numbers, such as the costs of an architecture or what an agent says of itself. Immutable, equal by value whatever
/// the order; it keeps the order in which names were given.
/// </summary>
public sealed class Figures : IReadOnlyDictionary<string, double>, IEquatable<Figures>
{
    /// <summary>The name of FLOPs in the paper's convention, of the search network; on a table its cost column.</summary>
    public const string Flops = "flops";

    /// <summary>The name of the number of parameters of the search network, without auxiliary head.</summary>
    public const string Parameters = "parameters";

    /// <summary>The name of test accuracy, a fraction; never part of a reward.</summary>
    public const string TestAccuracy = "testAccuracy";

    private readonly (string Name, double Value)[] entries;

    private Figures((string Name, double Value)[] entries) => this.entries = entries;

    /// <summary>No figure at all.</summary>
    public static Figures None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => entries.Select(static entry => entry.Name);

    /// <inheritdoc/>
    public IEnumerable<double> Values => entries.Select(static entry => entry.Value);

    /// <summary>A figure by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those that exist.</exception>
    public double this[string key] => TryGetValue(key, out double value)
        ? value
        : throw new KeyNotFoundException($"There is no figure '{key}'; there {(Count == 0 ? "are none" : $"are {string.Join(", ", Keys)}")}.");

    /// <summary>Figures with names of their own.</summary>
    /// <exception cref="ArgumentException">A name is empty, or stands twice.</exception>
    public static Figures Of(IEnumerable<KeyValuePair<string, double>> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        (string Name, double Value)[] entries = [.. figures.Select(static figure => (figure.Key, figure.Value))];
        foreach (var (name, _) in entries) ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(figures));
        if (entries.DistinctBy(static entry => entry.Name).Count() < entries.Length)
            throw new ArgumentException($"A figure's name stands twice: {string.Join(", ", entries.Select(static entry => entry.Name))}.", nameof(figures));
        return new Figures(entries);
    }

    /// <summary>These figures and one more, or with another value in its place; unchanged where the value is null.</summary>
    public Figures With(string name, double? value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (value is not { } number) return this;
        int at = IndexOf(name);
        if (at < 0) return new Figures([.. entries, (name, number)]);
        var changed = ((string Name, double Value)[])entries.Clone();
        changed[at].Value = number;
        return new Figures(changed);
    }

    /// <summary>A figure by its name; null where there is none.</summary>
    public double? Find(string name) => TryGetValue(name, out double value) ? value : null;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, out double value)
    {
        int at = IndexOf(key);
        value = at < 0 ? 0 : entries[at].Value;
        return at >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => entries.Select(static entry => KeyValuePair.Create(entry.Name, entry.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Figures? other) => other is not null && other.Count == Count && entries.All(entry => other.TryGetValue(entry.Name, out double value) && value.Equals(entry.Value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Figures);

    /// <inheritdoc/>
    public override int GetHashCode() => entries.Aggregate(Count, static (hash, entry) => hash ^ HashCode.Combine(entry.Name, entry.Value));

    /// <summary>Names and values, such as <c>flops 68454892, parameters 302922</c>.</summary>
    public override string ToString() => string.Join(", ", entries.Select(static entry => FormattableString.Invariant($"{entry.Name} {entry.Value}")));

    private int IndexOf(string name) => Array.FindIndex(entries, entry => entry.Name == name);
}

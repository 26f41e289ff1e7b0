using System.Runtime.InteropServices;

namespace Ddas.Nas.SearchSpace;

/// <summary>
/// Alpha: one finite number for every (cell kind, edge, operation) of a space. Immutable, equal by value. Both the
/// action of an agent (any finite values) and the state of an environment (the ones of a discretized alpha).
/// </summary>
public sealed class ArchitectureWeights : IEquatable<ArchitectureWeights>
{
    private readonly float[] values;

    private ArchitectureWeights(SearchSpaceDefinition space, float[] values) => (Space, this.values) = (space, values);

    /// <summary>The space that gives the numbers their meaning.</summary>
    public SearchSpaceDefinition Space { get; }

    /// <summary>All numbers, row-major [cell kind, edge, operation].</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>The same numbers where a span cannot go.</summary>
    public ReadOnlyMemory<float> Memory => values;

    /// <summary>One number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the space.</exception>
    public float this[int cellKind, int edge, int operation] => values[Space.Offset(cellKind, edge, operation)];

    /// <summary>Copies the given numbers.</summary>
    /// <param name="space">The space.</param>
    /// <param name="values">As many as <see cref="SearchSpaceDefinition.ActionLength"/>, finite.</param>
    /// <exception cref="ArgumentException">The count differs or a number is not finite.</exception>
    public static ArchitectureWeights FromValues(SearchSpaceDefinition space, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (values.Length != space.ActionLength)
            throw new ArgumentException($"Alpha of space '{space.Name}' has {space.ActionLength} numbers, not {values.Length}.", nameof(values));
        for (int i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                throw new ArgumentException($"Alpha must be finite; number {i} is {values[i]}.", nameof(values));
        return new ArchitectureWeights(space, values.ToArray());
    }

    /// <summary>Every number the same; 1 is the warm-up's alpha and the first state s_0.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not finite.</exception>
    public static ArchitectureWeights Constant(SearchSpaceDefinition space, float value)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (!float.IsFinite(value)) throw new ArgumentException($"Alpha must be finite, not {value}.", nameof(value));
        var values = new float[space.ActionLength];
        Array.Fill(values, value);
        return new ArchitectureWeights(space, values);
    }

    /// <summary>Independent draws from U(0, 1): the action of the explore phase.</summary>
    public static ArchitectureWeights Uniform(SearchSpaceDefinition space, ref RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(space);
        var values = new float[space.ActionLength];
        random.FillUniform(values);
        return new ArchitectureWeights(space, values);
    }

    /// <inheritdoc/>
    public bool Equals(ArchitectureWeights? other) =>
        other is not null && Space.Equals(other.Space)
        && MemoryMarshal.AsBytes(Values).SequenceEqual(MemoryMarshal.AsBytes(other.Values));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ArchitectureWeights);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(Values));
        return hash.ToHashCode();
    }
}

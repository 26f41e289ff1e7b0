namespace Ddas.Nas.SearchSpace;

/// <summary>
/// A candidate operation on an edge of a cell, known by its name. Names are values, not an enumeration, so that a
/// caller can add operations of his own; what an operation computes and costs is said by tables keyed by it.
/// </summary>
public sealed record Operation
{
    /// <summary>The operation that connects nothing: its output is zero and it costs nothing.</summary>
    public static readonly Operation None = new("none");

    /// <summary>Creates an operation.</summary>
    /// <param name="name">Letters, digits and underscores, for example <c>sep_conv_3x3</c>.</param>
    /// <exception cref="ArgumentException">The name is empty or has another character.</exception>
    public Operation(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new ArgumentException($"Operation name '{name}' may hold only letters, digits and underscores.", nameof(name));
        Name = name;
    }

    /// <summary>The name as genotypes write it.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

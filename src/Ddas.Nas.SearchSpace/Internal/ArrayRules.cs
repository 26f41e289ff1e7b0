using System.ComponentModel;

namespace Ddas.Nas.SearchSpace.Internal;

/// <summary>What a <see cref="NamedArray"/> may be, for this library's own assemblies.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArrayRules
{
    /// <summary>What is wrong with such an array, or null.</summary>
    public static string? Problem(string name, ArrayType type, IReadOnlyList<long> shape, long byteCount) => ArrayCheck.Problem(name, type, shape, byteCount);

    /// <summary>Whether the text can be written as UTF-8.</summary>
    public static bool IsWellFormed(string text) => ArrayCheck.IsWellFormed(text);
}

using System.ComponentModel;

namespace Ddas.Nas.SearchSpace.Internal;

/// <summary>What a <see cref="NamedArray"/> may be, for this library's own assemblies.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArrayRules
{
    /// <summary>The one key of a safetensors file's header that is no array.</summary>
    public const string ReservedName = ArrayCheck.ReservedName;

    /// <summary>Whether the text can be written as UTF-8.</summary>
    public static bool IsWellFormed(string text) => ArrayCheck.IsWellFormed(text);
}

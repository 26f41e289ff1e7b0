using System.ComponentModel;

namespace Ddas.Nas.SearchSpace.Internal;

/// <summary>Names and sizes of <see cref="ArrayType"/>, for this library's own assemblies.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArrayTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this ArrayType type) => ElementTypes.Size(type);

    /// <summary>The name in a file's header.</summary>
    public static string Name(this ArrayType type) => ElementTypes.Name(type);

    /// <summary>The type of a name in a header; null for one that this library does not read.</summary>
    public static ArrayType? FromName(string name) => ElementTypes.FromName(name);
}

namespace Ddas.Nas.SearchSpace;

/// <summary>Names, sizes and C# types of <see cref="ArrayType"/>.</summary>
internal static class ElementTypes
{
    private static readonly (ArrayType Type, string Name, int Size, Type Element)[] Table =
    [
        (ArrayType.Bool, "BOOL", 1, typeof(bool)),
        (ArrayType.UInt8, "U8", 1, typeof(byte)),
        (ArrayType.Int32, "I32", 4, typeof(int)),
        (ArrayType.Int64, "I64", 8, typeof(long)),
        (ArrayType.Float16, "F16", 2, typeof(Half)),
        (ArrayType.BFloat16, "BF16", 2, typeof(ushort)),
        (ArrayType.Float32, "F32", 4, typeof(float)),
        (ArrayType.Float64, "F64", 8, typeof(double)),
    ];

    /// <summary>Bytes of one element.</summary>
    public static int Size(this ArrayType type) => Table[(int)type].Size;

    /// <summary>The name in the file's header.</summary>
    public static string Name(this ArrayType type) => Table[(int)type].Name;

    /// <summary>The C# type of one element; ushort holds the bits of a BF16.</summary>
    public static Type Element(this ArrayType type) => Table[(int)type].Element;

    /// <summary>The type of a name in a header; null for one that this library does not read.</summary>
    public static ArrayType? FromName(string name) => Find(row => row.Name == name);

    /// <summary>The type that holds elements of a C# type, or null.</summary>
    public static ArrayType? FromElement(Type element) => Find(row => row.Element == element);

    private static ArrayType? Find(Predicate<(ArrayType Type, string Name, int Size, Type Element)> match)
    {
        int index = Array.FindIndex(Table, match);
        return index < 0 ? null : Table[index].Type;
    }
}

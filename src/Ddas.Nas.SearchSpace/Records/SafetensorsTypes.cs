namespace Ddas.Nas.SearchSpace.Records;

/// <summary>Names, sizes and C# types of <see cref="SafetensorsType"/>.</summary>
internal static class SafetensorsTypes
{
    private static readonly (SafetensorsType Type, string Name, int Size, Type Element)[] Table =
    [
        (SafetensorsType.Bool, "BOOL", 1, typeof(bool)),
        (SafetensorsType.UInt8, "U8", 1, typeof(byte)),
        (SafetensorsType.Int32, "I32", 4, typeof(int)),
        (SafetensorsType.Int64, "I64", 8, typeof(long)),
        (SafetensorsType.Float16, "F16", 2, typeof(Half)),
        (SafetensorsType.BFloat16, "BF16", 2, typeof(ushort)),
        (SafetensorsType.Float32, "F32", 4, typeof(float)),
        (SafetensorsType.Float64, "F64", 8, typeof(double)),
    ];

    /// <summary>Bytes of one element.</summary>
    public static int Size(this SafetensorsType type) => Table[(int)type].Size;

    /// <summary>The name in the file's header.</summary>
    public static string Name(this SafetensorsType type) => Table[(int)type].Name;

    /// <summary>The C# type of one element; ushort holds the bits of a BF16.</summary>
    public static Type Element(this SafetensorsType type) => Table[(int)type].Element;

    /// <summary>The type of a name in a header; null for one that this library does not read.</summary>
    public static SafetensorsType? FromName(string name) => Find(row => row.Name == name);

    /// <summary>The type that holds elements of a C# type, or null.</summary>
    public static SafetensorsType? FromElement(Type element) => Find(row => row.Element == element);

    private static SafetensorsType? Find(Predicate<(SafetensorsType Type, string Name, int Size, Type Element)> match)
    {
        int index = Array.FindIndex(Table, match);
        return index < 0 ? null : Table[index].Type;
    }
}

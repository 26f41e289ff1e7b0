using System.Text;

namespace Ddas.Nas.SearchSpace;

/// <summary>What a <see cref="NamedArray"/> may be.</summary>
internal static class ArrayCheck
{
    public const string ReservedName = "__metadata__";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong with such a tensor, or null.</summary>
    public static string? Problem(string name, ArrayType type, IReadOnlyList<long> shape, long byteCount)
    {
        if (name is "" or ReservedName) return $"'{name}' cannot be a tensor's name";
        if (!IsWellFormed(name)) return "a tensor's name is not well-formed Unicode";
        if (!Enum.IsDefined(type)) return $"tensor '{name}' has the unknown type {(int)type}";
        if (shape.Count > NamedArray.MaxRank) return $"tensor '{name}' has {shape.Count} dimensions, more than {NamedArray.MaxRank}";
        Int128 expected = type.Size();
        bool empty = false;
        foreach (long size in shape)
        {
            if (size < 0) return $"tensor '{name}' has the negative dimension {size}";
            empty |= size == 0;
            if (expected <= long.MaxValue) expected *= Math.Max(size, 1); // larger than any file already, and Int128 holds it
        }
        if (empty) expected = 0;
        return expected == byteCount ? null
            : $"tensor '{name}' of type {type.Name()} and shape [{string.Join(",", shape)}] has {byteCount} bytes instead of {expected}";
    }

    /// <summary>Whether the text can be written as UTF-8.</summary>
    public static bool IsWellFormed(string text)
    {
        try
        {
            StrictUtf8.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}

using System.Runtime.InteropServices;

namespace Ddas.Nas.SearchSpace;

/// <summary>A named array of a safetensors file: element type, shape and row-major little-endian bytes. Immutable as long as the bytes are left alone.</summary>
public sealed class NamedArray
{
    /// <summary>The most dimensions that a tensor may have.</summary>
    public const int MaxRank = 64;

    /// <summary>Makes a tensor over <paramref name="bytes"/>, which are not copied.</summary>
    /// <param name="name">Unique in its file; not empty, not the reserved <c>__metadata__</c>.</param>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Size of each dimension, 0 or more; empty for a scalar.</param>
    /// <param name="bytes">All elements, row-major, little-endian; as many as type and shape say.</param>
    /// <exception cref="ArgumentException">One of them is not as said.</exception>
    public NamedArray(string name, ArrayType type, IReadOnlyList<long> shape, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        if (ArrayCheck.Problem(name, type, shape, bytes.Length) is { } problem) throw new ArgumentException(problem);
        if (type == ArrayType.Bool && bytes.Span.IndexOfAnyExceptInRange((byte)0, (byte)1) >= 0)
            throw new ArgumentException($"tensor '{name}' is of type BOOL but holds bytes other than 0 and 1");
        Name = name;
        Type = type;
        Shape = [.. shape];
        Bytes = bytes;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The element type.</summary>
    public ArrayType Type { get; }

    /// <summary>The size of each dimension; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>All elements, row-major, little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Number of elements.</summary>
    public long Count => Bytes.Length / Type.Size();

    /// <summary>Makes a tensor from a copy of <paramref name="values"/>.</summary>
    /// <typeparam name="T">bool, byte, int, long, <see cref="Half"/>, float, double, or ushort for the bits of BF16.</typeparam>
    /// <exception cref="ArgumentException">Another type, or values and shape differ in number.</exception>
    public static NamedArray Of<T>(string name, ReadOnlySpan<T> values, params long[] shape) where T : unmanaged
    {
        var type = ElementTypes.FromElement(typeof(T)) ?? throw new ArgumentException($"safetensors files hold no elements of type {typeof(T).Name}");
        return new NamedArray(name, type, shape, MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>All elements, row-major, without a copy.</summary>
    /// <typeparam name="T">The C# type of <see cref="Type"/>, as in <see cref="Of"/>.</typeparam>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is another type.</exception>
    public ReadOnlySpan<T> Values<T>() where T : unmanaged =>
        typeof(T) == Type.Element()
            ? MemoryMarshal.Cast<byte, T>(Bytes.Span)
            : throw new InvalidOperationException($"tensor '{Name}' is of type {Type.Name()}, not of {typeof(T).Name}");

    /// <summary>Type and shape as text, such as F32[16,3,3,3].</summary>
    public override string ToString() => $"{Name}: {Type.Name()}[{string.Join(",", Shape)}]";
}

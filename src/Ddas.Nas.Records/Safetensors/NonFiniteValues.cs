using System.Numerics;
using System.Runtime.InteropServices;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Safetensors;

/// <summary>Looks for NaN and infinities: the numbers whose exponent bits are all set.</summary>
internal static class NonFiniteValues
{
    private const ushort HalfExponent = 0x7C00, BFloat16Exponent = 0x7F80;
    private const uint SingleExponent = 0x7F80_0000;
    private const ulong DoubleExponent = 0x7FF0_0000_0000_0000;

    /// <summary>How many numbers of an array are not finite; 0 where they are integers.</summary>
    public static long CountIn(NamedArray array) => array.Type switch
    {
        ArrayType.Float16 => Count(array, HalfExponent),
        ArrayType.BFloat16 => Count(array, BFloat16Exponent),
        ArrayType.Float32 => Count(array, SingleExponent),
        ArrayType.Float64 => Count(array, DoubleExponent),
        _ => 0,
    };

    private static long Count<T>(NamedArray array, T exponent)
        where T : unmanaged, IBinaryInteger<T>
    {
        long count = 0;
        foreach (T bits in MemoryMarshal.Cast<byte, T>(array.Bytes.Span))
            if ((bits & exponent) == exponent) count++;
        return count;
    }
}

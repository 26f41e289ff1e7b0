using System.Runtime.CompilerServices;

namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>Working memory of one thread, kept between calls so that its pages stay warm.</summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64; // bytes: one AVX-512 register, one cache line

    [ThreadStatic]
    private static float[]? buffer;

    /// <summary>So many floats, filled up to whole cache lines.</summary>
    public static long RoundUp(long floats) => (floats + Alignment / sizeof(float) - 1) & -(Alignment / sizeof(float));

    /// <summary>
    /// At least <paramref name="floats"/> floats, aligned to a cache line, of unspecified content. Valid until the same
    /// thread asks again.
    /// </summary>
    public static float* Rent(long floats)
    {
        long length = floats + Alignment / sizeof(float);
        if (buffer is null || buffer.Length < length)
            buffer = GC.AllocateUninitializedArray<float>(checked((int)length), pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref buffer[0]);
        return (float*)((start + Alignment - 1) & -Alignment);
    }
}

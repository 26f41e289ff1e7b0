using System.Runtime.CompilerServices;

namespace Ddas.Nas.Agents.Ddpg.Kernels;

/// <summary>Working memory of one thread, kept between calls.</summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64; // bytes of a cache line

    [ThreadStatic]
    private static float[]? buffer;

    /// <summary>Floats of unspecified content that begin at a cache line; valid until the same thread asks again.</summary>
    public static float* Rent(nint floats)
    {
        nint length = floats + (Alignment / sizeof(float));
        if (buffer is null || buffer.Length < length) buffer = GC.AllocateUninitializedArray<float>(checked((int)length), pinned: true);
        return (float*)(((nint)Unsafe.AsPointer(ref buffer[0]) + Alignment - 1) & -Alignment);
    }
}

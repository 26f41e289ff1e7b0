using System.Runtime.InteropServices;

namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>Floats outside the managed heap, aligned to a cache line, freed by Dispose. Content is unspecified.</summary>
internal readonly unsafe struct NativeBuffer(long floats) : IDisposable
{
    private const nuint Alignment = 64;

    public float* Pointer { get; } = (float*)NativeMemory.AlignedAlloc((nuint)floats * sizeof(float), Alignment);

    public void Dispose() => NativeMemory.AlignedFree(Pointer);
}

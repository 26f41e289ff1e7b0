using System.Runtime.CompilerServices;
using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>Copies an image, or adds it to another. Slots end on a whole number of registers.</summary>
internal sealed unsafe class CopyStep<TSimd, TVector>(ImageSlot from, ImageSlot to, bool add) : IImageStep
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public int WorkLength => 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(float* memory, float* work)
    {
        float* source = memory + from.Offset, target = memory + to.Offset, end = source + from.Length;
        for (; source < end; source += TSimd.Width, target += TSimd.Width)
        {
            var value = TSimd.Load(source);
            TSimd.Store(add ? TSimd.Add(TSimd.Load(target), value) : value, target);
        }
    }
}

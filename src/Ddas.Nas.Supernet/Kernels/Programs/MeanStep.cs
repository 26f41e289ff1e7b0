using System.Runtime.CompilerServices;
using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>The mean of each channel over all pixels, piece by piece.</summary>
internal sealed unsafe class MeanStep<TSimd, TVector>(ImageSlot[] from, ImageSlot to) : IImageStep
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public int WorkLength => 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(float* memory, float* work)
    {
        float* target = memory + to.Offset;
        foreach (var piece in from)
        {
            var share = TSimd.Broadcast(1f / piece.Pixels);
            for (int block = 0; block < ChannelBlocks.Count(piece.Channels, TSimd.Width); block++)
            {
                int first = ChannelBlocks.First(piece.Channels, block, TSimd.Width);
                float* source = memory + piece.Offset + first, end = source + piece.Length;
                TVector sum = default;
                for (; source < end; source += piece.Channels) sum = TSimd.Add(sum, TSimd.Load(source));
                TSimd.Store(TSimd.Multiply(sum, share), target + first);
            }

            target += piece.Channels;
        }
    }
}

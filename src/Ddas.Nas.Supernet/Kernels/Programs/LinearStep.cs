using System.Runtime.CompilerServices;
using Ddas.Nas.Supernet.Kernels.Vectors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>A linear layer of one pixel.</summary>
internal sealed unsafe class LinearStep<TSimd, TVector> : IImageStep, IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly ImageSlot from;
    private readonly ImageSlot to;
    private readonly NativeBuffer weights; // [classes, C], then [classes]

    public LinearStep(ImageSlot from, Tensor weight, Tensor bias, ImageSlot to)
    {
        (this.from, this.to) = (from, to);
        weights = new NativeBuffer((long)to.Channels * (from.Channels + 1));
        using Tensor matrix = weight.contiguous(), addend = bias.contiguous();
        new ReadOnlySpan<float>(ImageMemory.DensePointer(matrix), to.Channels * from.Channels).CopyTo(new Span<float>(weights.Pointer, to.Channels * from.Channels));
        new ReadOnlySpan<float>(ImageMemory.DensePointer(addend), to.Channels).CopyTo(new Span<float>(Bias, to.Channels));
    }

    public int WorkLength => TSimd.Width;

    private float* Bias => weights.Pointer + to.Channels * from.Channels;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(float* memory, float* work)
    {
        float* input = memory + from.Offset, row = weights.Pointer;
        for (int o = 0; o < to.Channels; o++, row += from.Channels)
        {
            TVector lanes = default;
            int i = 0;
            for (; i + TSimd.Width <= from.Channels; i += TSimd.Width) lanes = TSimd.MultiplyAdd(TSimd.Load(input + i), TSimd.Load(row + i), lanes);
            TSimd.Store(lanes, work);
            float sum = Bias[o];
            for (int lane = 0; lane < TSimd.Width; lane++) sum += work[lane];
            for (; i < from.Channels; i++) sum += input[i] * row[i];
            memory[to.Offset + o] = sum;
        }
    }

    public void Dispose() => weights.Dispose();
}

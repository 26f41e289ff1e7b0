using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Vectors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>A dense 3x3 convolution with padding 1 and BatchNorm, as a 1x1 convolution of each pixel's neighbourhood.</summary>
internal sealed unsafe class DenseStep<TSimd, TVector> : IImageStep, IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const int Kernel = 3;
    private readonly ImageSlot from;
    private readonly ImageSlot to;
    private readonly FoldedWeights<TSimd, TVector> weights;

    public DenseStep(ImageSlot from, Tensor weight, FoldedNorm norm, ImageSlot to)
    {
        (this.from, this.to) = (from, to);
        using var dense = weight.contiguous();
        weights = new FoldedWeights<TSimd, TVector>(ImageMemory.DensePointer(dense), Depth, to.Channels, norm);
    }

    public int WorkLength => from.Width * Depth;

    private int Depth => from.Channels * Kernel * Kernel;

    public void Run(float* memory, float* work)
    {
        for (int row = 0; row < from.Height; row++)
        {
            Gather(memory + from.Offset, row, work);
            weights.Apply(work, from.Width, memory + to.Offset + row * to.Width * to.Channels, to.Channels, add: false);
        }
    }

    public void Dispose() => weights.Dispose();

    /// <summary>The neighbourhoods of a row's pixels, [W, C, 3, 3] as the weights lie.</summary>
    private void Gather(float* image, int row, float* work)
    {
        for (int column = 0; column < from.Width; column++)
        {
            for (int channel = 0; channel < from.Channels; channel++)
            {
                for (int y = row - 1; y <= row + 1; y++)
                {
                    for (int x = column - 1; x <= column + 1; x++)
                        *work++ = (uint)y < (uint)from.Height && (uint)x < (uint)from.Width ? image[(y * from.Width + x) * from.Channels + channel] : 0;
                }
            }
        }
    }
}

using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Vectors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>ReLU or none, a 1x1 convolution and BatchNorm; the pieces of the input come together row by row.</summary>
internal sealed unsafe class PointwiseStep<TSimd, TVector> : IImageStep, IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly ImageSlot[] from;
    private readonly bool relu;
    private readonly PixelGrid pixels;
    private readonly ImageSlot to;
    private readonly int channel;
    private readonly bool add;
    private readonly int depth;
    private readonly FoldedWeights<TSimd, TVector> weights;

    public PointwiseStep(ImageSlot[] from, bool relu, Tensor weight, FoldedNorm norm, PixelGrid pixels, ImageSlot to, int channel, bool add)
    {
        (this.from, this.relu, this.pixels, this.to, this.channel, this.add) = (from, relu, pixels, to, channel, add);
        depth = from.Sum(static piece => piece.Channels);
        int channels = (int)weight.shape[0];
        using var dense = weight.contiguous();
        weights = new FoldedWeights<TSimd, TVector>(ImageMemory.DensePointer(dense), depth, channels, norm.Slice(channel, channels));
    }

    public int WorkLength => to.Width * depth;

    public void Run(float* memory, float* work)
    {
        float* output = memory + to.Offset + channel;
        for (int row = 0; row < to.Height; row++, output += to.Width * to.Channels)
        {
            float* target = work;
            foreach (var piece in from)
            {
                JoinPlane<TSimd, TVector>.Gather(memory + piece.Offset + pixels.First(row, piece.Width) * piece.Channels, pixels.Step * piece.Channels, to.Width, piece.Channels, relu, target, depth);
                target += piece.Channels;
            }

            weights.Apply(work, to.Width, output, to.Channels, add);
        }
    }

    public void Dispose() => weights.Dispose();
}

using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Weights of a 1x1 convolution with the BatchNorm behind it folded in, for evaluation.</summary>
internal sealed unsafe class FoldedWeights<TSimd, TVector> : IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly PointwiseWeights<TSimd, TVector> weights;
    private readonly NativeBuffer bias;
    private readonly int depth;
    private readonly int channels;

    /// <param name="weight">[channels out, channels in].</param>
    /// <param name="channelsIn">Channels in.</param>
    /// <param name="channelsOut">Channels out.</param>
    /// <param name="norm">BatchNorm over the channels out.</param>
    public FoldedWeights(float* weight, int channelsIn, int channelsOut, FoldedNorm norm)
    {
        (depth, channels) = (channelsIn, channelsOut);
        weights = new PointwiseWeights<TSimd, TVector>(weight, channelsIn, channelsOut, backward: false, norm.Scale);
        int blocks = ChannelBlocks.Count(channelsOut, TSimd.Width);
        bias = new NativeBuffer(blocks * TSimd.Width);
        for (int block = 0; block < blocks; block++)
            norm.Shift.Slice(ChannelBlocks.First(channelsOut, block, TSimd.Width), TSimd.Width).CopyTo(new Span<float>(bias.Pointer + block * TSimd.Width, TSimd.Width));
    }

    /// <summary>Applies convolution and BatchNorm.</summary>
    /// <param name="input">[pixels, channels in].</param>
    /// <param name="pixels">Number of pixels.</param>
    /// <param name="output">Pixels of channels out, <paramref name="stride"/> floats apart.</param>
    /// <param name="stride">From one output pixel to the next.</param>
    /// <param name="add">Whether the result is added to what is there.</param>
    public void Apply(float* input, int pixels, float* output, int stride, bool add) =>
        PointwisePlane<TSimd, TVector>.Multiply(input, depth, pixels, depth, weights.Forward, bias.Pointer, output, channels, stride, add);

    public void Dispose()
    {
        weights.Dispose();
        bias.Dispose();
    }
}

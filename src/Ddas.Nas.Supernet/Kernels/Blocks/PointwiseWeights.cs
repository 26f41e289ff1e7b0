using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Weights [channels out, channels in] of a 1x1 convolution, packed for the forward pass and, where told so, for the backward pass.</summary>
internal sealed unsafe class PointwiseWeights<TSimd, TVector> : IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly NativeBuffer packed;
    private readonly int channelsIn;
    private readonly int channelsOut;

    /// <param name="weight">[channels out, channels in].</param>
    /// <param name="channelsIn">Channels in; for the backward pass at least as many as a register holds.</param>
    /// <param name="channelsOut">Channels out, at least as many as a register holds.</param>
    /// <param name="backward">Whether there is a backward pass.</param>
    /// <param name="scale">A factor per channel out, or none.</param>
    public PointwiseWeights(float* weight, int channelsIn, int channelsOut, bool backward, ReadOnlySpan<float> scale = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channelsOut, TSimd.Width);
        if (backward) ArgumentOutOfRangeException.ThrowIfLessThan(channelsIn, TSimd.Width);
        (this.channelsIn, this.channelsOut) = (channelsIn, channelsOut);
        packed = new NativeBuffer((long)ForwardLength + (backward ? BackwardLength : 0));
        float* at = Forward;
        for (int block = 0; block < ChannelBlocks.Count(channelsOut, TSimd.Width); block++)
        {
            int first = ChannelBlocks.First(channelsOut, block, TSimd.Width);
            for (int i = 0; i < channelsIn; i++)
                for (int lane = 0; lane < TSimd.Width; lane++)
                    *at++ = weight[(first + lane) * channelsIn + i] * (scale.IsEmpty ? 1 : scale[first + lane]);
        }
        for (int block = 0; backward && block < ChannelBlocks.Count(channelsIn, TSimd.Width); block++)
        {
            int first = ChannelBlocks.First(channelsIn, block, TSimd.Width);
            for (int o = 0; o < channelsOut; o++)
                for (int lane = 0; lane < TSimd.Width; lane++)
                    *at++ = weight[o * channelsIn + first + lane];
        }
    }

    /// <summary>[block of channels out, channel in, lane].</summary>
    public float* Forward => packed.Pointer;

    /// <summary>[block of channels in, channel out, lane]; empty without a backward pass.</summary>
    public float* Backward => packed.Pointer + ForwardLength;

    /// <summary>Floats of the sums of the weights' gradient, [channels out rounded up, blocks of channels in].</summary>
    public int SumLength => (channelsOut + PointwisePlane<TSimd, TVector>.Rows - 1) / PointwisePlane<TSimd, TVector>.Rows * PointwisePlane<TSimd, TVector>.Rows * SumRow;

    private int SumRow => ChannelBlocks.Count(channelsIn, TSimd.Width) * TSimd.Width;

    private int ForwardLength => ChannelBlocks.Count(channelsOut, TSimd.Width) * channelsIn * TSimd.Width;

    private int BackwardLength => SumRow * channelsOut;

    /// <summary>Writes the gradient [channels out, channels in] from its sums.</summary>
    public void Unpack(float* sums, float* gradient)
    {
        for (int o = 0; o < channelsOut; o++)
            for (int block = 0; block < ChannelBlocks.Count(channelsIn, TSimd.Width); block++)
                new Span<float>(sums + o * SumRow + block * TSimd.Width, TSimd.Width)
                    .CopyTo(new Span<float>(gradient + o * channelsIn + ChannelBlocks.First(channelsIn, block, TSimd.Width), TSimd.Width));
    }

    public void Dispose() => packed.Dispose();
}

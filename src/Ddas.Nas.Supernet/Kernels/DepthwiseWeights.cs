namespace Ddas.Nas.Supernet.Kernels;

/// <summary>Depthwise weights of all blocks of channels, in the orders in which the forward and the backward pass read them.</summary>
internal sealed unsafe class DepthwiseWeights<TSimd, TVector> : IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly DepthwiseShape shape;
    private readonly NativeBuffer packed;

    public DepthwiseWeights(DepthwiseShape shape, float* weight)
    {
        this.shape = shape;
        packed = new NativeBuffer(2L * Length);
        for (int block = 0; block < Blocks; block++)
        {
            float* kernels = weight + (long)Channel(block) * shape.Taps;
            DepthwisePlane<TSimd, TVector>.PackWeights(shape, kernels, Forward(block));
            DepthwisePlane<TSimd, TVector>.PackFlippedWeights(shape, kernels, Backward(block));
        }
    }

    public int Blocks => ChannelBlocks.Count(shape.Channels, TSimd.Width);

    /// <summary>Floats of all blocks in one order.</summary>
    public int Length => Blocks * shape.Taps * TSimd.Width;

    public int Channel(int block) => ChannelBlocks.First(shape.Channels, block, TSimd.Width);

    public int Offset(int block) => block * shape.Taps * TSimd.Width;

    public float* Forward(int block) => packed.Pointer + Offset(block);

    public float* Backward(int block) => packed.Pointer + Length + Offset(block);

    /// <summary>Writes a gradient of <see cref="Length"/> floats, in forward order, as torch lays out weights.</summary>
    public void Unpack(float* sums, float* gradient)
    {
        for (int block = 0; block < Blocks; block++)
            DepthwisePlane<TSimd, TVector>.UnpackWeights(shape, sums + Offset(block), gradient + (long)Channel(block) * shape.Taps);
    }

    public void Dispose() => packed.Dispose();
}

using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Depthwise weights of all blocks of channels, in the orders in which the forward and, where told so, the backward pass read them.</summary>
internal sealed unsafe class DepthwiseWeights<TSimd, TVector> : IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly DepthwiseShape shape;
    private readonly NativeBuffer packed;

    /// <param name="shape">The convolution.</param>
    /// <param name="weight">[channels, 1, kernel, kernel].</param>
    /// <param name="backward">Whether there is a backward pass.</param>
    public DepthwiseWeights(DepthwiseShape shape, float* weight, bool backward)
    {
        this.shape = shape;
        packed = new NativeBuffer((backward ? 2L : 1) * Length);
        for (int block = 0; block < Blocks; block++)
        {
            float* kernels = weight + (long)Channel(block) * shape.Taps;
            DepthwisePlane<TSimd, TVector>.PackWeights(shape, kernels, Forward(block));
            if (backward) DepthwisePlane<TSimd, TVector>.PackFlippedWeights(shape, kernels, Backward(block));
        }
    }

    public int Blocks => ChannelBlocks.Count(shape.Channels, TSimd.Width);

    /// <summary>Floats of all blocks in one order.</summary>
    public int Length => Blocks * shape.Taps * TSimd.Width;

    public int Channel(int block) => ChannelBlocks.First(shape.Channels, block, TSimd.Width);

    public int Offset(int block) => block * shape.Taps * TSimd.Width;

    public float* Forward(int block) => packed.Pointer + Offset(block);

    public float* Backward(int block) => packed.Pointer + Length + Offset(block);

    /// <summary>Applies the convolution, of ReLU of the input where told so, to one image.</summary>
    /// <param name="input">[H, W, channels].</param>
    /// <param name="relu">Whether ReLU comes first.</param>
    /// <param name="plane">Working memory of <see cref="DepthwisePlane{TSimd, TVector}.InputLength"/> floats.</param>
    /// <param name="output">[H / stride, W / stride, channels].</param>
    public void Apply(float* input, bool relu, float* plane, float* output)
    {
        for (int block = 0; block < Blocks; block++)
        {
            DepthwisePlane<TSimd, TVector>.PadInput(shape, input + Channel(block), plane, relu);
            DepthwisePlane<TSimd, TVector>.ForwardBlock(shape, plane, Forward(block), output + Channel(block));
        }
    }

    /// <summary>Writes a gradient of <see cref="Length"/> floats, in forward order, as torch lays out weights.</summary>
    public void Unpack(float* sums, float* gradient)
    {
        for (int block = 0; block < Blocks; block++)
            DepthwisePlane<TSimd, TVector>.UnpackWeights(shape, sums + Offset(block), gradient + (long)Channel(block) * shape.Taps);
    }

    public void Dispose() => packed.Dispose();
}

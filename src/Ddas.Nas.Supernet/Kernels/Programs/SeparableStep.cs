using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Vectors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>ReLU, a depthwise and a 1x1 convolution, and BatchNorm.</summary>
internal sealed unsafe class SeparableStep<TSimd, TVector> : IImageStep, IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly ImageSlot from;
    private readonly ImageSlot to;
    private readonly bool add;
    private readonly int planeLength;
    private readonly DepthwiseWeights<TSimd, TVector> taps;
    private readonly FoldedWeights<TSimd, TVector> weights;

    public SeparableStep(ImageSlot from, Tensor depthwise, int stride, int dilation, Tensor pointwise, FoldedNorm norm, ImageSlot to, bool add)
    {
        (this.from, this.to, this.add) = (from, to, add);
        var shape = new DepthwiseShape(1, from.Channels, from.Height, from.Width, (int)depthwise.shape[2], stride, dilation);
        planeLength = (int)Scratch.RoundUp(DepthwisePlane<TSimd, TVector>.InputLength(shape));
        using Tensor kernels = depthwise.contiguous(), dense = pointwise.contiguous();
        taps = new DepthwiseWeights<TSimd, TVector>(shape, ImageMemory.DensePointer(kernels), backward: false);
        weights = new FoldedWeights<TSimd, TVector>(ImageMemory.DensePointer(dense), from.Channels, to.Channels, norm);
    }

    public int WorkLength => planeLength + to.Pixels * from.Channels;

    public void Run(float* memory, float* work)
    {
        float* filtered = work + planeLength;
        taps.Apply(memory + from.Offset, relu: true, work, filtered);
        weights.Apply(filtered, to.Pixels, memory + to.Offset, to.Channels, add);
    }

    public void Dispose()
    {
        taps.Dispose();
        weights.Dispose();
    }
}

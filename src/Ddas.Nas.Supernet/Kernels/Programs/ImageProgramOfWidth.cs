using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Vectors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary><see cref="ImageProgram"/> at one vector width.</summary>
internal sealed class ImageProgram<TSimd, TVector> : ImageProgram
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public override void AppendDense(ImageSlot from, Tensor weight, BlockNorm norm, ImageSlot to) =>
        Append(new DenseStep<TSimd, TVector>(from, weight, FoldedNorm.Of(norm), to));

    public override void AppendPointwise(ReadOnlySpan<ImageSlot> from, bool relu, Tensor weight, BlockNorm norm, PixelGrid pixels, ImageSlot to, int channel, bool add) =>
        Append(new PointwiseStep<TSimd, TVector>([.. from], relu, weight, FoldedNorm.Of(norm), pixels, to, channel, add));

    public override void AppendSeparable(ImageSlot from, Tensor depthwise, int stride, int dilation, Tensor pointwise, BlockNorm norm, ImageSlot to, bool add) =>
        Append(new SeparableStep<TSimd, TVector>(from, depthwise, stride, dilation, pointwise, FoldedNorm.Of(norm), to, add));

    public override void AppendPool(ImageSlot from, bool maximum, int stride, BlockNorm? norm, ImageSlot to, bool add)
    {
        var folded = norm is null ? FoldedNorm.None(from.Channels) : FoldedNorm.Of(norm);
        Append(maximum ? new PoolStep<TSimd, TVector, MaximumPooling>(from, stride, folded, to, add) : new PoolStep<TSimd, TVector, AveragePooling>(from, stride, folded, to, add));
    }

    public override void AppendCopy(ImageSlot from, ImageSlot to, bool add) => Append(new CopyStep<TSimd, TVector>(from, to, add));

    public override void AppendZeros(ImageSlot to) => Append(new ZerosStep(to));

    protected override void AppendMean(ReadOnlySpan<ImageSlot> from, ImageSlot to) => Append(new MeanStep<TSimd, TVector>([.. from], to));

    protected override void AppendLinear(ImageSlot from, Tensor weight, Tensor bias, ImageSlot to) => Append(new LinearStep<TSimd, TVector>(from, weight, bias, to));
}

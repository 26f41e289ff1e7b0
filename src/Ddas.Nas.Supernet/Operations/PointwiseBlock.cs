using Ddas.Nas.Supernet.Inference;
using Ddas.Nas.Supernet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>DARTS' ReLUConvBN with a 1x1 kernel: ReLU, convolution, BatchNorm.</summary>
internal sealed class PointwiseBlock : ReluFirstModule, IImageModule
{
    private readonly Chain op; // names the parts as DARTS does
    private readonly ConvolutionStep step;

    public PointwiseBlock(int channelsIn, int channelsOut, bool affine)
        : base(nameof(PointwiseBlock))
    {
        step = new ConvolutionStep(null, Convolution.Pointwise(channelsIn, channelsOut), new BatchNorm(channelsOut, affine));
        op = new Chain(1, [.. step.Modules]);
        RegisterComponents();
    }

    protected internal override Tensor AfterRelu(Tensor activated) => step.Apply([activated], relu: false); // [B, channels out, H, W]

    internal override Tensor Apply(CellNodes input) =>
        input.Pieces[0].device_type == DeviceType.CPU ? step.Apply(input.Pieces, relu: true) : base.Apply(input); // [B, channels out, H, W]

    public bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, BatchNorm? norm, ImageSlot output, bool add) =>
        norm is null && step.TryAppendTo(program, input, output, add);
}

using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Kernels.Programs;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>DARTS' ReLUConvBN with a 1x1 kernel: ReLU, convolution, BatchNorm.</summary>
internal sealed class PointwiseBlock : ReluFirstModule, IProgramModule
{
    private readonly Chain op; // names the parts as DARTS does
    private readonly ConvolutionStep step;
    private readonly BlockKernels kernels;

    public PointwiseBlock(int channelsIn, int channelsOut, bool affine, BlockKernels kernels)
        : base(nameof(PointwiseBlock))
    {
        this.kernels = kernels;
        step = new ConvolutionStep(kernels, null, Convolution.Pointwise(channelsIn, channelsOut), new BatchNorm(channelsOut, affine));
        op = new Chain(1, [.. step.Modules]);
        RegisterComponents();
    }

    protected internal override Tensor AfterRelu(Tensor activated) => step.Apply([activated], relu: false); // [B, channels out, H, W]

    internal override Tensor Apply(CellNodes input) =>
        kernels.Serve(input.Pieces[0]) ? step.Apply(input.Pieces, relu: true) : base.Apply(input); // [B, channels out, H, W]

    public bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, BatchNorm? norm, ImageSlot output, bool add) =>
        norm is null && step.TryAppendTo(program, input, output, add);
}

using Ddas.Nas.Supernet.Kernels.Programs;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>DARTS' DilConv: ReLU, depthwise of dilation 2, pointwise, BatchNorm.</summary>
internal sealed class DilatedConvolution : ReluFirstModule, IProgramModule
{
    private readonly Chain op; // names the parts as DARTS does
    private readonly ConvolutionStep step;

    public DilatedConvolution(OperationSite site, int kernel)
        : base(nameof(DilatedConvolution))
    {
        step = new ConvolutionStep(
            site.Kernels,
            Convolution.Depthwise(site.Channels, kernel, site.Stride, dilation: 2),
            Convolution.Pointwise(site.Channels, site.Channels),
            new BatchNorm(site.Channels, site.Affine));
        op = new Chain(1, [.. step.Modules]);
        RegisterComponents();
    }

    protected internal override Tensor AfterRelu(Tensor activated) => step.Apply([activated], relu: false); // [B, C, H / stride, W / stride]

    public bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, BatchNorm? norm, ImageSlot output, bool add) =>
        norm is null && step.TryAppendTo(program, input, output, add);
}

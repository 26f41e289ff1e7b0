using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>DARTS' SepConv: (ReLU, depthwise, pointwise, BatchNorm) twice, the stride in the first.</summary>
internal sealed class SeparableConvolution : ReluFirstModule
{
    private readonly Chain op;

    public SeparableConvolution(OperationSite site, int kernel)
        : base(nameof(SeparableConvolution))
    {
        int channels = site.Channels;
        op = new Chain(
            1,
            Convolution.Depthwise(channels, kernel, site.Stride),
            Convolution.Pointwise(channels, channels),
            new BatchNorm(channels, site.Affine),
            new InnerRelu(),
            Convolution.Depthwise(channels, kernel, 1),
            Convolution.Pointwise(channels, channels),
            new BatchNorm(channels, site.Affine));
        RegisterComponents();
    }

    protected internal override Tensor AfterRelu(Tensor activated) => op.call(activated);
}

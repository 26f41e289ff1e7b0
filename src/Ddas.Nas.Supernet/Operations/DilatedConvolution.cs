using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>DARTS' DilConv: ReLU, depthwise of dilation 2, pointwise, BatchNorm.</summary>
internal sealed class DilatedConvolution : ReluFirstModule
{
    private readonly Chain op;

    public DilatedConvolution(OperationSite site, int kernel)
        : base(nameof(DilatedConvolution))
    {
        op = new Chain(
            1,
            Convolution.Depthwise(site.Channels, kernel, site.Stride, dilation: 2),
            Convolution.Pointwise(site.Channels, site.Channels),
            new BatchNorm(site.Channels, site.Affine));
        RegisterComponents();
    }

    protected internal override Tensor AfterRelu(Tensor activated) => op.call(activated);
}

using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>DARTS' ReLUConvBN with a 1x1 kernel: ReLU, convolution, BatchNorm.</summary>
internal sealed class PointwiseBlock : ReluFirstModule
{
    private readonly Chain op;

    public PointwiseBlock(int channelsIn, int channelsOut, bool affine)
        : base(nameof(PointwiseBlock))
    {
        op = new Chain(1, Convolution.Pointwise(channelsIn, channelsOut), new BatchNorm(channelsOut, affine));
        RegisterComponents();
    }

    protected internal override Tensor AfterRelu(Tensor activated) => op.call(activated);
}

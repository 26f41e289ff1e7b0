using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>
/// DARTS' FactorizedReduce: ReLU, two 1x1 convolutions of stride 2, the second on the input shifted by a pixel, their
/// outputs side by side, BatchNorm. Sides must be even, as must the channels out.
/// </summary>
internal sealed class FactorizedReduce : ReluFirstModule
{
    [ComponentName(Name = "conv_1")]
    private readonly Convolution even;

    [ComponentName(Name = "conv_2")]
    private readonly Convolution odd;

    private readonly BatchNorm bn;

    public FactorizedReduce(int channelsIn, int channelsOut, bool affine)
        : base(nameof(FactorizedReduce))
    {
        if (channelsOut % 2 != 0)
            throw new ArgumentException($"A factorized reduction needs an even number of channels, not {channelsOut}.", nameof(channelsOut));
        even = Convolution.Pointwise(channelsIn, channelsOut / 2, stride: 2);
        odd = Convolution.Pointwise(channelsIn, channelsOut / 2, stride: 2);
        bn = new BatchNorm(channelsOut, affine);
        RegisterComponents();
    }

    protected internal override Tensor AfterRelu(Tensor activated)
    {
        using var shifted = activated[.., .., 1.., 1..]; // [B, C, H - 1, W - 1]
        using var first = even.call(activated); // [B, C' / 2, H / 2, W / 2]
        using var second = odd.call(shifted); // [B, C' / 2, H / 2, W / 2]
        using var both = cat([first, second], 1); // [B, C', H / 2, W / 2]
        return bn.call(both);
    }
}

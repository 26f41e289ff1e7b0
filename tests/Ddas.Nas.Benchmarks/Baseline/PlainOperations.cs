using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ddas.Nas.Benchmarks.Baseline;

/// <summary>The operations of DARTS, written with TorchSharp's modules as its PyTorch code writes them. Frozen: a yardstick, not to be tuned.</summary>
internal static class PlainOperations
{
    /// <summary>The operations of an edge, in the order of alpha's columns.</summary>
    public static Module<Tensor, Tensor>[] All(int channels, int stride) =>
    [
        new PlainZero(stride),
        Sequential(MaxPool2d(3, stride, 1), Norm(channels)),
        Sequential(AvgPool2d(3, stride, 1, count_include_pad: false), Norm(channels)),
        stride == 1 ? nn.Identity() : new PlainFactorizedReduce(channels, channels),
        new PlainConvolution(channels, 3, stride, dilation: 1, twice: true),
        new PlainConvolution(channels, 5, stride, dilation: 1, twice: true),
        new PlainConvolution(channels, 3, stride, dilation: 2, twice: false),
        new PlainConvolution(channels, 5, stride, dilation: 2, twice: false),
    ];

    public static BatchNorm2d Norm(int channels) => BatchNorm2d(channels, affine: false);
}

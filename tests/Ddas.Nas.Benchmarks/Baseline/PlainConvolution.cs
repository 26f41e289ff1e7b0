using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ddas.Nas.Benchmarks.Baseline;

/// <summary>SepConv (twice) and DilConv of DARTS.</summary>
internal sealed class PlainConvolution : Module<Tensor, Tensor>
{
    private readonly Sequential op;

    public PlainConvolution(int channels, int kernel, int stride, int dilation, bool twice)
        : base(nameof(PlainConvolution))
    {
        var once = Once(channels, kernel, stride, dilation);
        op = Sequential(twice ? [.. once, .. Once(channels, kernel, 1, dilation)] : once);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => op.call(input);

    private static Module<Tensor, Tensor>[] Once(int channels, int kernel, int stride, int dilation) =>
    [
        ReLU(),
        Conv2d(channels, channels, kernel, stride, dilation * (kernel - 1) / 2, dilation, groups: channels, bias: false),
        Conv2d(channels, channels, 1, bias: false),
        PlainOperations.Norm(channels),
    ];
}

using Ddas.Nas.Supernet.Kernels.Programs;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>DARTS' SepConv: (ReLU, depthwise, pointwise, BatchNorm) twice, the stride in the first.</summary>
internal sealed class SeparableConvolution : ReluFirstModule, IProgramModule
{
    private readonly Chain op; // names the parts as DARTS does
    private readonly ConvolutionStep first;
    private readonly ConvolutionStep second;

    public SeparableConvolution(OperationSite site, int kernel)
        : base(nameof(SeparableConvolution))
    {
        int channels = site.Channels;
        first = new ConvolutionStep(site.Kernels, Convolution.Depthwise(channels, kernel, site.Stride), Convolution.Pointwise(channels, channels), new BatchNorm(channels, site.Affine));
        second = new ConvolutionStep(site.Kernels, Convolution.Depthwise(channels, kernel, 1), Convolution.Pointwise(channels, channels), new BatchNorm(channels, site.Affine));
        op = new Chain(1, [.. first.Modules, new InnerRelu(), .. second.Modules]);
        RegisterComponents();
    }

    protected internal override Tensor AfterRelu(Tensor activated)
    {
        using var between = first.Apply([activated], relu: false); // [B, C, H / stride, W / stride]
        return second.Apply([between], relu: true); // [B, C, H / stride, W / stride]
    }

    public bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, BatchNorm? norm, ImageSlot output, bool add)
    {
        var between = program.Take(output.Height, output.Width, output.Channels);
        bool appended = norm is null && first.TryAppendTo(program, input, between, add: false) && second.TryAppendTo(program, [between], output, add);
        program.Return(between);
        return appended;
    }
}

using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>A square convolution without bias; its weights are zero until <see cref="Networks.WeightInitializer"/> fills them.</summary>
internal sealed class Convolution : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly long[] stride;
    private readonly long[] padding;
    private readonly long[] dilation;
    private readonly int groups;

    public Convolution(int channelsIn, int channelsOut, int kernel, int stride = 1, int dilation = 1, int groups = 1)
        : base(nameof(Convolution))
    {
        weight = new Parameter(zeros([channelsOut, channelsIn / groups, kernel, kernel]));
        int pad = dilation * (kernel - 1) / 2;
        (this.stride, padding, this.dilation, this.groups) = ([stride, stride], [pad, pad], [dilation, dilation], groups);
        RegisterComponents();
    }

    /// <summary>A convolution of each channel by itself.</summary>
    public static Convolution Depthwise(int channels, int kernel, int stride, int dilation = 1) =>
        new(channels, channels, kernel, stride, dilation, channels);

    /// <summary>A 1x1 convolution.</summary>
    public static Convolution Pointwise(int channelsIn, int channelsOut, int stride = 1) => new(channelsIn, channelsOut, 1, stride);

    public override Tensor forward(Tensor input) =>
        nn.functional.conv2d(input, weight, null, stride, padding, dilation, groups); // [B, channelsOut, H / stride, W / stride]
}

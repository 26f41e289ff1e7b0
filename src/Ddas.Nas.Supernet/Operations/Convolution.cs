using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>A square convolution without bias, dense or depthwise; its weights are zero until <see cref="Networks.WeightInitializer"/> fills them.</summary>
internal sealed class Convolution : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly int stride;
    private readonly int padding;
    private readonly int dilation;
    private readonly bool depthwise;

    private Convolution(int channelsIn, int channelsOut, int kernel, int stride, int dilation, bool depthwise)
        : base(nameof(Convolution))
    {
        weight = new Parameter(zeros([channelsOut, depthwise ? 1 : channelsIn, kernel, kernel]));
        (this.stride, padding, this.dilation, this.depthwise) = (stride, dilation * (kernel - 1) / 2, dilation, depthwise);
        RegisterComponents();
    }

    public Parameter Weight => weight;

    public int Stride => stride;

    public int Dilation => dilation;

    /// <summary>A convolution of each channel by itself.</summary>
    public static Convolution Depthwise(int channels, int kernel, int stride, int dilation = 1) =>
        new(channels, channels, kernel, stride, dilation, depthwise: true);

    /// <summary>A 1x1 convolution.</summary>
    public static Convolution Pointwise(int channelsIn, int channelsOut, int stride = 1) => Dense(channelsIn, channelsOut, 1, stride);

    /// <summary>A convolution of all channels.</summary>
    public static Convolution Dense(int channelsIn, int channelsOut, int kernel, int stride = 1) =>
        new(channelsIn, channelsOut, kernel, stride, dilation: 1, depthwise: false);

    public override Tensor forward(Tensor input)
    {
        using var kernel = weight.to(input.dtype);
        if (depthwise) return nn.functional.conv2d(input, kernel, null, [stride, stride], [padding, padding], [dilation, dilation], weight.shape[0]); // [B, channels, H / stride, W / stride]
        return weight.shape[2] == 1 && stride > 1
            ? ApplyToSampledPixels(input, kernel)
            : nn.functional.conv2d(input, kernel, null, [stride, stride], [padding, padding]); // [B, channelsOut, H / stride, W / stride]
    }

    /// <summary>
    /// A 1x1 convolution with a stride as a matrix product: libtorch 2.10 corrupts memory in its weight gradient where
    /// channels are few and channels-last (oneDNN's jit_avx512_common_1x1_convolution_bwd_weights).
    /// </summary>
    private Tensor ApplyToSampledPixels(Tensor input, Tensor kernel)
    {
        long channelsIn = weight.shape[1], channelsOut = weight.shape[0];
        using var rows = input.slice(2, 0, input.shape[2], stride); // [B, C, H / stride, W]
        using var sampled = rows.slice(3, 0, input.shape[3], stride); // [B, C, H / stride, W / stride]
        using var last = sampled.permute(0, 2, 3, 1); // [B, H / stride, W / stride, C]
        using var pixels = last.reshape(-1, channelsIn); // [pixels, C]
        using var matrix = kernel.view(channelsOut, channelsIn);
        using var transposed = matrix.t(); // [C, C']
        using var product = pixels.mm(transposed); // [pixels, C']
        using var image = product.view(sampled.shape[0], sampled.shape[2], sampled.shape[3], channelsOut);
        return image.permute(0, 3, 1, 2); // [B, C', H / stride, W / stride], channels-last
    }
}

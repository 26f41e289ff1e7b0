using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels;

/// <summary>
/// Depthwise 2-D convolution, optionally of ReLU of the input, with a fast backward pass on CPU: libtorch has none for
/// channels-last memory.
/// </summary>
internal static class DepthwiseConvolution
{
    /// <summary>
    /// conv2d of <paramref name="input"/> (of max(input, 0) if <paramref name="relu"/>) with one kernel per channel and no
    /// bias. Differentiable once, in both arguments; a second backward through the same output fails. Results repeat bit
    /// for bit. Float32 on CPU with an odd kernel of 3 to 7, stride 1 or 2 and padding (kernel - 1) * dilation / 2 runs on
    /// kernels of this library and returns channels-last memory; all else runs on torch's.
    /// </summary>
    /// <param name="input">Images [n, c, h, w]; fastest in channels-last memory.</param>
    /// <param name="weight">[c, 1, kernel, kernel].</param>
    /// <param name="stride">Positive.</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <param name="dilation">Positive.</param>
    /// <param name="relu">Whether ReLU comes first.</param>
    /// <returns>[n, c, h', w'].</returns>
    public static Tensor Apply(Tensor input, Tensor weight, int stride, int padding, int dilation, bool relu)
    {
        if (!IsFast(input, weight, stride, padding, dilation)) return ApplyTorch(input, weight, stride, padding, dilation, relu);
        var shape = new DepthwiseShape((int)input.shape[0], (int)input.shape[1], (int)input.shape[2], (int)input.shape[3], (int)weight.shape[2], stride, dilation);
        if (!is_grad_enabled() || !(input.requires_grad || weight.requires_grad)) return DepthwiseFunction.Compute(shape, input, weight, relu);
        // The scope ends the handles that TorchSharp keeps of an output and of a buffer as large as it.
        using var scope = NewDisposeScope();
        return DepthwiseFunction.apply(input, weight, new DepthwiseCall(shape, relu, input.requires_grad)).MoveToOuterDisposeScope();
    }

    /// <summary>Whether <see cref="Apply"/> runs on kernels of this library.</summary>
    public static bool IsFast(Tensor input, Tensor weight, int stride, int padding, int dilation)
    {
        if (input.device_type != DeviceType.CPU || weight.device_type != DeviceType.CPU) return false;
        if (input.dtype != ScalarType.Float32 || weight.dtype != ScalarType.Float32) return false;
        if (input.dim() != 4 || weight.dim() != 4 || input.numel() == 0) return false;
        long[] image = input.shape, kernel = weight.shape;
        return kernel[0] == image[1] && kernel[1] == 1 && kernel[2] == kernel[3] && kernel[2] is 3 or 5 or 7
            && stride is 1 or 2 && dilation >= 1 && padding == (kernel[2] - 1) * dilation / 2
            && image[1] * (image[2] + 2 * padding) * (image[3] + 2 * padding) <= int.MaxValue / 4;
    }

    private static Tensor ApplyTorch(Tensor input, Tensor weight, int stride, int padding, int dilation, bool relu)
    {
        using var positive = relu ? nn.functional.relu(input) : input.alias();
        // libtorch 2.10 computes a wrong input gradient for dilated depthwise float convolutions in channels-last memory on CPU.
        using var images = dilation > 1 && input.device_type == DeviceType.CPU ? positive.contiguous() : positive.alias();
        using var kernels = weight.to(images.dtype);
        return nn.functional.conv2d(images, kernels, null, [stride, stride], [padding, padding], [dilation, dilation], input.shape[1]);
    }
}

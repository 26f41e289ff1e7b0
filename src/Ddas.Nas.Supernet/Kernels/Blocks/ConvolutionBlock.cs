using Ddas.Nas.Supernet.Kernels.Vectors;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>The block that DARTS' convolutions are made of, in one function: ReLU, depthwise and 1x1 convolution, BatchNorm.</summary>
internal static class ConvolutionBlock
{
    /// <summary>
    /// BatchNorm(pointwise(depthwise(ReLU(input)))) on kernels of this library, which return channels-last memory; null where
    /// they do not fit. Differentiable once with batch statistics; a second backward through the same output fails, and so does
    /// one after the output was changed in place. Results repeat bit for bit. Stride 2 without a depthwise convolution makes a
    /// factorized reduction: the first half of C' reads pixels (0, 0), (0, 2), ... and the second half (1, 1), (1, 3), ...
    /// </summary>
    /// <param name="input">Images [B, C, H, W]; without a depthwise convolution they may come in pieces of equal shape, side by side in C.</param>
    /// <param name="relu">Whether ReLU comes first.</param>
    /// <param name="depthwise">[C, 1, kernel, kernel] with padding (kernel - 1) * dilation / 2, or null for none.</param>
    /// <param name="stride">Stride of the depthwise convolution; without one 1, or 2 for a factorized reduction.</param>
    /// <param name="dilation">Dilation of the depthwise convolution; 1 without one.</param>
    /// <param name="pointwise">[C', C, 1, 1].</param>
    /// <param name="norm">BatchNorm over C'.</param>
    /// <param name="widest">Most floats in a register.</param>
    /// <returns>[B, C', H / stride, W / stride].</returns>
    public static Tensor? TryApply(IReadOnlyList<Tensor> input, bool relu, Tensor? depthwise, int stride, int dilation, Tensor pointwise, BlockNorm norm, int widest)
    {
        if (!IsFast(input, depthwise, stride, dilation, pointwise, norm)) return null;
        long[] size = input[0].shape;
        var sizes = new DepthwiseShape((int)size[0], (int)size[1] * input.Count, (int)size[2], (int)size[3], depthwise is null ? 1 : (int)depthwise.shape[2], stride, dilation);
        var shape = new BlockShape(sizes, (int)pointwise.shape[0], relu, input.Count) { Lanes = 1 };
        shape = shape with { Lanes = Lanes.For(shape.Narrowest, widest) };
        var call = new BlockCall(shape, norm, input.Any(static piece => piece.requires_grad));
        using var scope = NewDisposeScope(); // ends what TorchSharp keeps of the output, and all intermediate handles
        return BlockFunction.apply([depthwise!, pointwise, norm.Weight!, norm.Bias!, call, .. input]).MoveToOuterDisposeScope();
    }

    /// <summary>The same on torch's operators, for any kind of number and device, without factorized reductions.</summary>
    public static Tensor ApplyTorch(IReadOnlyList<Tensor> pieces, bool relu, Tensor? depthwise, int stride, int dilation, Tensor pointwise, BlockNorm norm)
    {
        using var input = pieces.Count == 1 ? pieces[0].alias() : cat([.. pieces], 1); // [B, C, H, W]
        using var positive = relu ? nn.functional.relu(input) : input.alias();
        using var filtered = depthwise is null ? positive.alias() : ApplyDepthwise(positive, depthwise, stride, ((int)depthwise.shape[2] - 1) * dilation / 2, dilation); // [B, C, H / stride, W / stride]
        using var kernel = pointwise.to(filtered.dtype);
        using var mixed = nn.functional.conv2d(filtered, kernel); // [B, C', H / stride, W / stride]
        return nn.functional.batch_norm(mixed, norm.RunningMean, norm.RunningVariance, norm.Weight, norm.Bias, norm.BatchStatistics, norm.Momentum, norm.Epsilon);
    }

    private static Tensor ApplyDepthwise(Tensor input, Tensor weight, int stride, int padding, int dilation)
    {
        // libtorch 2.10 computes a wrong input gradient for dilated depthwise float convolutions in channels-last memory on CPU.
        using var images = dilation > 1 && input.device_type == DeviceType.CPU ? input.contiguous() : input.alias();
        using var kernels = weight.to(images.dtype);
        return nn.functional.conv2d(images, kernels, null, [stride, stride], [padding, padding], [dilation, dilation], input.shape[1]);
    }

    private static bool IsFast(IReadOnlyList<Tensor> pieces, Tensor? depthwise, int stride, int dilation, Tensor pointwise, BlockNorm norm)
    {
        var input = pieces[0];
        if (!pieces.All(IsFloatOnCpu) || !IsFloatOnCpu(pointwise) || !IsFloatOnCpu(norm.RunningMean) || !IsFloatOnCpu(norm.RunningVariance)) return false;
        if (input.dim() != 4 || input.numel() == 0 || pointwise.dim() != 4) return false;
        long[] image = input.shape, kernel = pointwise.shape;
        if (pieces.Any(piece => !piece.shape.AsSpan().SequenceEqual(image)) || (depthwise is not null && pieces.Count > 1)) return false;
        if (kernel[1] != image[1] * pieces.Count || kernel[2] != 1 || kernel[3] != 1) return false;
        if (!IsVector(norm.RunningMean, kernel[0]) || !IsVector(norm.RunningVariance, kernel[0])) return false;
        if (norm.Weight is null != norm.Bias is null) return false;
        if (norm.Weight is { } weight && norm.Bias is { } bias && !(IsFloatOnCpu(weight) && IsFloatOnCpu(bias) && IsVector(weight, kernel[0]) && IsVector(bias, kernel[0]))) return false;
        long pixels = ((image[2] - 1) / stride + 1) * ((image[3] - 1) / stride + 1);
        if (norm.BatchStatistics && image[0] * pixels < 2) return false; // the caller explains why it cannot be
        if (Math.Max(kernel[0], kernel[1]) * image[2] * image[3] > int.MaxValue / 16) return false;
        if (depthwise is null) return dilation == 1 && (stride == 1 || (stride == 2 && (image[2] | image[3] | kernel[0]) % 2 == 0));
        return IsFastDepthwise(input, depthwise, stride, ((int)depthwise.shape[2] - 1) * dilation / 2);
    }

    private static bool IsFastDepthwise(Tensor input, Tensor weight, int stride, int padding)
    {
        if (!IsFloatOnCpu(weight) || weight.dim() != 4) return false;
        long[] image = input.shape, kernel = weight.shape;
        return kernel[0] == image[1] && kernel[1] == 1 && kernel[2] == kernel[3] && kernel[2] is 3 or 5 or 7 && stride is 1 or 2
            && image[1] * (image[2] + 2 * padding) * (image[3] + 2 * padding) <= int.MaxValue / 4;
    }

    private static bool IsFloatOnCpu(Tensor tensor) => tensor.device_type == DeviceType.CPU && tensor.dtype == ScalarType.Float32;

    private static bool IsVector(Tensor tensor, long length) => tensor.dim() == 1 && tensor.shape[0] == length && tensor.is_contiguous();
}

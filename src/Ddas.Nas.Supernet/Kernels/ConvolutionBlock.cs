using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels;

/// <summary>The block that DARTS' convolutions are made of, in one function: ReLU, depthwise and 1x1 convolution, BatchNorm.</summary>
internal static class ConvolutionBlock
{
    /// <summary>
    /// BatchNorm(pointwise(depthwise(ReLU(input)))). Differentiable once with batch statistics; a second backward through the
    /// same output fails, and so does one after the output was changed in place. Results repeat bit for bit. Float32 on CPU
    /// runs on kernels of this library, which return channels-last memory; all else runs on torch's.
    /// </summary>
    /// <param name="input">Images [B, C, H, W]; without a depthwise convolution they may come in pieces of equal shape, side by side in C.</param>
    /// <param name="relu">Whether ReLU comes first.</param>
    /// <param name="depthwise">[C, 1, kernel, kernel] with padding (kernel - 1) * dilation / 2, or null for none.</param>
    /// <param name="stride">Stride of the depthwise convolution; without one 1, or 2 for a factorized reduction (see <see cref="TryApply"/>).</param>
    /// <param name="dilation">Dilation of the depthwise convolution; 1 without one.</param>
    /// <param name="pointwise">[C', C, 1, 1].</param>
    /// <param name="norm">BatchNorm over C'.</param>
    /// <returns>[B, C', H / stride, W / stride].</returns>
    public static Tensor Apply(IReadOnlyList<Tensor> input, bool relu, Tensor? depthwise, int stride, int dilation, Tensor pointwise, BlockNorm norm) =>
        TryApply(input, relu, depthwise, stride, dilation, pointwise, norm) ?? ApplyTorch(input, relu, depthwise, stride, dilation, pointwise, norm);

    /// <summary>
    /// The same where kernels of this library can do it, else null. Stride 2 without a depthwise convolution makes a
    /// factorized reduction: the first half of C' reads pixels (0, 0), (0, 2), ... and the second half (1, 1), (1, 3), ...
    /// </summary>
    public static Tensor? TryApply(IReadOnlyList<Tensor> input, bool relu, Tensor? depthwise, int stride, int dilation, Tensor pointwise, BlockNorm norm)
    {
        bool ofInput = input.Any(static piece => piece.requires_grad), gradients = is_grad_enabled()
            && (ofInput || pointwise.requires_grad || depthwise is { requires_grad: true } || norm.Weight is { requires_grad: true } || norm.Bias is { requires_grad: true });
        if ((gradients && !norm.BatchStatistics) || !IsFast(input, depthwise, stride, dilation, pointwise, norm)) return null;

        long[] size = input[0].shape;
        var shape = new BlockShape(
            new DepthwiseShape((int)size[0], (int)size[1] * input.Count, (int)size[2], (int)size[3], depthwise is null ? 1 : (int)depthwise.shape[2], stride, dilation), (int)pointwise.shape[0], relu, input.Count);
        var call = new BlockCall(shape, norm, ofInput);
        using var scope = NewDisposeScope(); // ends what TorchSharp keeps of the output, and all intermediate handles
        var output = gradients ? BlockFunction.apply([depthwise!, pointwise, norm.Weight!, norm.Bias!, call, .. input])
            : norm.BatchStatistics ? BlockFunction.Train(call, input, depthwise, pointwise).Output
            : BlockFunction.Evaluate(call, input, depthwise, pointwise);
        return output.MoveToOuterDisposeScope();
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
        if (norm.BatchStatistics && image[0] * pixels < 2) return false; // torch explains why it cannot be
        if (Math.Max(kernel[0], kernel[1]) * image[2] * image[3] > int.MaxValue / 16) return false;
        if (depthwise is null) return dilation == 1 && (stride == 1 || (stride == 2 && (image[2] | image[3] | kernel[0]) % 2 == 0));
        return DepthwiseConvolution.IsFast(input, depthwise, stride, ((int)depthwise.shape[2] - 1) * dilation / 2, dilation);
    }

    private static bool IsFloatOnCpu(Tensor tensor) => tensor.device_type == DeviceType.CPU && tensor.dtype == ScalarType.Float32;

    private static bool IsVector(Tensor tensor, long length) => tensor.dim() == 1 && tensor.shape[0] == length && tensor.is_contiguous();

    private static Tensor ApplyTorch(IReadOnlyList<Tensor> pieces, bool relu, Tensor? depthwise, int stride, int dilation, Tensor pointwise, BlockNorm norm)
    {
        using var input = pieces.Count == 1 ? pieces[0].alias() : cat([.. pieces], 1);
        using var filtered = depthwise is not null ? DepthwiseConvolution.Apply(input, depthwise, stride, ((int)depthwise.shape[2] - 1) * dilation / 2, dilation, relu)
            : relu ? nn.functional.relu(input)
            : input.alias();
        using var kernel = pointwise.to(filtered.dtype);
        using var mixed = nn.functional.conv2d(filtered, kernel);
        return nn.functional.batch_norm(mixed, norm.RunningMean, norm.RunningVariance, norm.Weight, norm.Bias, norm.BatchStatistics, norm.Momentum, norm.Epsilon);
    }
}

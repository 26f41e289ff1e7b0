using System.Runtime.Intrinsics;

namespace Ddas.Nas.Supernet.Kernels;

/// <summary>
/// Depthwise convolution on raw memory, images in NHWC order (channels innermost), weights as torch lays them out
/// ([channels, kernel * kernel]). Results do not depend on the number of threads.
/// </summary>
internal static unsafe class DepthwiseKernel
{
    /// <summary>output[n, i, j, c] = sum over taps of weight[c, u, v] * f(input[n, i * stride - padding + u * dilation, ..., c]), f = ReLU or identity.</summary>
    public static void Forward(in DepthwiseShape shape, float* input, float* weight, float* output, bool relu)
    {
        if (Vector512.IsHardwareAccelerated && shape.Channels >= 16) DepthwiseKernel<Simd512, Vector512<float>>.Forward(shape, input, weight, output, relu);
        else if (Vector256.IsHardwareAccelerated && shape.Channels >= 8) DepthwiseKernel<Simd256, Vector256<float>>.Forward(shape, input, weight, output, relu);
        else if (shape.Channels >= 4) DepthwiseKernel<Simd128, Vector128<float>>.Forward(shape, input, weight, output, relu);
        else DepthwiseKernel<SimdScalar, float>.Forward(shape, input, weight, output, relu);
    }

    /// <summary>
    /// Gradients of <see cref="Forward"/> for the output's gradient. <paramref name="inputGradient"/> may be null, then it
    /// is not computed; both are overwritten.
    /// </summary>
    public static void Backward(in DepthwiseShape shape, float* input, float* weight, float* gradient, float* inputGradient, float* weightGradient, bool relu)
    {
        if (Vector512.IsHardwareAccelerated && shape.Channels >= 16) DepthwiseKernel<Simd512, Vector512<float>>.Backward(shape, input, weight, gradient, inputGradient, weightGradient, relu);
        else if (Vector256.IsHardwareAccelerated && shape.Channels >= 8) DepthwiseKernel<Simd256, Vector256<float>>.Backward(shape, input, weight, gradient, inputGradient, weightGradient, relu);
        else if (shape.Channels >= 4) DepthwiseKernel<Simd128, Vector128<float>>.Backward(shape, input, weight, gradient, inputGradient, weightGradient, relu);
        else DepthwiseKernel<SimdScalar, float>.Backward(shape, input, weight, gradient, inputGradient, weightGradient, relu);
    }
}

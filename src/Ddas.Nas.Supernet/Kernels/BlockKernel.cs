using System.Runtime.Intrinsics;

namespace Ddas.Nas.Supernet.Kernels;

/// <summary>
/// ReLU, depthwise and 1x1 convolution and BatchNorm in one go: what lies between them never leaves the cache, and
/// nothing but the input and the normalized values is kept for the backward pass. Results do not depend on the number of threads.
/// </summary>
internal static unsafe class BlockKernel
{
    /// <summary>
    /// With the batch's statistics. Writes the normalized values; to <paramref name="output"/> their product with weight plus
    /// bias, unless it is null; and per channel the batch's mean, its biased variance and 1 / sqrt(variance + epsilon).
    /// </summary>
    public static void Train(in BlockShape shape, in BlockTensors tensors, double epsilon, float* normalized, float* output, double* mean, double* variance, float* inverse)
    {
        int narrowest = shape.Narrowest;
        if (Vector512.IsHardwareAccelerated && narrowest >= 16) BlockKernel<Simd512, Vector512<float>>.Train(shape, tensors, epsilon, normalized, output, mean, variance, inverse);
        else if (Vector256.IsHardwareAccelerated && narrowest >= 8) BlockKernel<Simd256, Vector256<float>>.Train(shape, tensors, epsilon, normalized, output, mean, variance, inverse);
        else if (narrowest >= 4) BlockKernel<Simd128, Vector128<float>>.Train(shape, tensors, epsilon, normalized, output, mean, variance, inverse);
        else BlockKernel<SimdScalar, float>.Train(shape, tensors, epsilon, normalized, output, mean, variance, inverse);
    }

    /// <summary>With given statistics.</summary>
    public static void Evaluate(in BlockShape shape, in BlockTensors tensors, FoldedNorm norm, float* output)
    {
        int narrowest = shape.Narrowest;
        if (Vector512.IsHardwareAccelerated && narrowest >= 16) BlockKernel<Simd512, Vector512<float>>.Evaluate(shape, tensors, norm, output);
        else if (Vector256.IsHardwareAccelerated && narrowest >= 8) BlockKernel<Simd256, Vector256<float>>.Evaluate(shape, tensors, norm, output);
        else if (narrowest >= 4) BlockKernel<Simd128, Vector128<float>>.Evaluate(shape, tensors, norm, output);
        else BlockKernel<SimdScalar, float>.Evaluate(shape, tensors, norm, output);
    }

    /// <summary>Gradients of <see cref="Train"/> for the output's gradient.</summary>
    public static void Backward(in BlockShape shape, in BlockTensors tensors, float* normalized, float* inverse, float* gradient, in BlockGradients gradients)
    {
        int narrowest = shape.Narrowest;
        if (Vector512.IsHardwareAccelerated && narrowest >= 16) BlockKernel<Simd512, Vector512<float>>.Backward(shape, tensors, normalized, inverse, gradient, gradients);
        else if (Vector256.IsHardwareAccelerated && narrowest >= 8) BlockKernel<Simd256, Vector256<float>>.Backward(shape, tensors, normalized, inverse, gradient, gradients);
        else if (narrowest >= 4) BlockKernel<Simd128, Vector128<float>>.Backward(shape, tensors, normalized, inverse, gradient, gradients);
        else BlockKernel<SimdScalar, float>.Backward(shape, tensors, normalized, inverse, gradient, gradients);
    }
}

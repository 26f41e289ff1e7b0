using System.Runtime.Intrinsics;
using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

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
        switch (shape.Lanes)
        {
            case 16: BlockKernel<Simd512, Vector512<float>>.Train(shape, tensors, epsilon, normalized, output, mean, variance, inverse); break;
            case 8: BlockKernel<Simd256, Vector256<float>>.Train(shape, tensors, epsilon, normalized, output, mean, variance, inverse); break;
            case 4: BlockKernel<Simd128, Vector128<float>>.Train(shape, tensors, epsilon, normalized, output, mean, variance, inverse); break;
            default: BlockKernel<SimdScalar, float>.Train(shape, tensors, epsilon, normalized, output, mean, variance, inverse); break;
        }
    }

    /// <summary>With given statistics.</summary>
    public static void Evaluate(in BlockShape shape, in BlockTensors tensors, FoldedNorm norm, float* output)
    {
        switch (shape.Lanes)
        {
            case 16: BlockKernel<Simd512, Vector512<float>>.Evaluate(shape, tensors, norm, output); break;
            case 8: BlockKernel<Simd256, Vector256<float>>.Evaluate(shape, tensors, norm, output); break;
            case 4: BlockKernel<Simd128, Vector128<float>>.Evaluate(shape, tensors, norm, output); break;
            default: BlockKernel<SimdScalar, float>.Evaluate(shape, tensors, norm, output); break;
        }
    }

    /// <summary>Gradients of <see cref="Train"/> for the output's gradient.</summary>
    public static void Backward(in BlockShape shape, in BlockTensors tensors, float* normalized, float* inverse, float* gradient, in BlockGradients gradients)
    {
        switch (shape.Lanes)
        {
            case 16: BlockKernel<Simd512, Vector512<float>>.Backward(shape, tensors, normalized, inverse, gradient, gradients); break;
            case 8: BlockKernel<Simd256, Vector256<float>>.Backward(shape, tensors, normalized, inverse, gradient, gradients); break;
            case 4: BlockKernel<Simd128, Vector128<float>>.Backward(shape, tensors, normalized, inverse, gradient, gradients); break;
            default: BlockKernel<SimdScalar, float>.Backward(shape, tensors, normalized, inverse, gradient, gradients); break;
        }
    }
}

using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>
/// DARTS' convolutions with any kernel, for operations of the caller's such as a 7x7 separable convolution. They run on
/// the library's own kernels on a CPU, where libtorch has no fast backward pass for them.
/// <see cref="SearchSpace.Costs.DartsOperationCosts"/> has the cost rules.
/// </summary>
public static class DartsModules
{
    /// <summary>(ReLU, depthwise, pointwise, BatchNorm) twice, the stride in the first.</summary>
    /// <param name="site">Where it stands.</param>
    /// <param name="kernel">Side of the kernel, odd, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kernel is even or below 1.</exception>
    public static nn.Module<Tensor, Tensor> SeparableConvolution(OperationSite site, int kernel) => new SeparableConvolution(site, Odd(kernel));

    /// <summary>ReLU, depthwise of dilation 2, pointwise, BatchNorm.</summary>
    /// <param name="site">Where it stands.</param>
    /// <param name="kernel">Side of the kernel, odd, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kernel is even or below 1.</exception>
    public static nn.Module<Tensor, Tensor> DilatedConvolution(OperationSite site, int kernel) => new DilatedConvolution(site, Odd(kernel));

    private static int Odd(int kernel) => kernel >= 1 && kernel % 2 == 1
        ? kernel
        : throw new ArgumentOutOfRangeException(nameof(kernel), kernel, "The side of a kernel must be odd and at least 1, so that padding keeps the size of the image.");
}

using System.Runtime.ExceptionServices;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Kernels.Blocks;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels;

/// <summary>
/// The door around a training step. Through it pass, inwards, a batch and what makes its loss; outwards, gradients in the
/// weights that the loss depends on. It runs the step as it comes; one that records steps and plays them back on a GPU
/// belongs here too.
/// </summary>
internal static class StepExecutor
{
    /// <summary>Computes the loss of a batch and its gradients.</summary>
    /// <param name="batch">Images and labels.</param>
    /// <param name="loss">The batch to its loss, a scalar.</param>
    /// <remarks>An exception in a kernel of this library leaves as it was thrown, not as torch's report of a failed backward pass.</remarks>
    public static void Run(ImageBatch batch, Func<ImageBatch, Tensor> loss)
    {
        BackwardError.Forget();
        using var value = loss(batch); // []
        try
        {
            value.backward();
        }
        catch (Exception) when (BackwardError.Take() is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }
    }
}

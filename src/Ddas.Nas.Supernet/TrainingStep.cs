using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Kernels;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>One step of gradient descent on a batch.</summary>
internal static class TrainingStep
{
    /// <summary>Trains on a batch; gradients of all but the active weights stay null, and are null again afterwards.</summary>
    /// <param name="optimizer">Clips and moves the active weights.</param>
    /// <param name="active">The weights that the pass uses.</param>
    /// <param name="batches">Where the batch comes from.</param>
    /// <param name="forward">Images to logits, in training mode.</param>
    /// <param name="lossSum">A scalar that the batch's mean loss is added to, on the device; null to leave it.</param>
    public static void Run(SgdOptimizer optimizer, IReadOnlyList<Tensor> active, BatchIterator batches, Func<Tensor, Tensor> forward, Tensor? lossSum = null) =>
        Run(optimizer, active, batches, batch =>
        {
            using var logits = forward(batch.Images); // [B, classes]
            var loss = nn.functional.cross_entropy(logits, batch.Labels); // []
            lossSum?.add_(loss.detach(), Scalars.One);
            return loss;
        });

    /// <summary>Trains on a batch for a loss of the caller's, in the same way.</summary>
    /// <param name="optimizer">Clips and moves the active weights.</param>
    /// <param name="active">The weights that the pass uses.</param>
    /// <param name="batches">Where the batch comes from.</param>
    /// <param name="loss">A batch to its loss, a scalar, in training mode.</param>
    public static void Run(SgdOptimizer optimizer, IReadOnlyList<Tensor> active, BatchIterator batches, Func<ImageBatch, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        using var batch = batches.Next();
        StepExecutor.Run(batch, loss);
        optimizer.Step(active);
        Gradients.Clear(active);
    }
}

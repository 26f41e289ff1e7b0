using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Torch;
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
    public static void Run(SgdOptimizer optimizer, IReadOnlyList<Tensor> active, BatchIterator batches, Func<Tensor, Tensor> forward, Tensor? lossSum = null)
    {
        using var scope = NewDisposeScope();
        using var batch = batches.Next();
        using var logits = forward(batch.Images); // [B, classes]
        using var loss = nn.functional.cross_entropy(logits, batch.Labels); // []
        loss.backward();
        optimizer.Step(active);
        Gradients.Clear(active);
        lossSum?.add_(loss.detach(), Scalars.One);
    }
}

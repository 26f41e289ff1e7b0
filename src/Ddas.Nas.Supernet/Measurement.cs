using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Data;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>Measures a network on images; waits for the device once, at the end.</summary>
internal static class Measurement
{
    /// <summary>Accuracy and mean cross-entropy.</summary>
    /// <param name="images">Images to measure on.</param>
    /// <param name="batch">Makes a batch by its number.</param>
    /// <param name="forward">Images to logits.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="cancel">Abandons the measurement.</param>
    /// <exception cref="NonFiniteException">The loss is not finite.</exception>
    public static ArchitectureScore Run(EvaluationBatches images, Func<int, ImageBatch> batch, Func<Tensor, Tensor> forward, Device device, CancellationToken cancel)
    {
        using var grad = no_grad();
        using var correct = zeros(1, int64, device); // [1]
        using var lossSum = zeros(1, float64, device); // [1]
        for (int i = 0; i < images.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var current = batch(i);
            using var logits = forward(current.Images); // [B, classes]
            correct.add_(logits.argmax(1).eq(current.Labels).sum(), Scalars.One);
            lossSum.add_(nn.functional.cross_entropy(logits, current.Labels, reduction: nn.Reduction.Sum).to(float64), Scalars.One);
        }

        double loss = lossSum.item<double>() / images.Images;
        if (!double.IsFinite(loss))
            throw new NonFiniteException("The network's loss is not finite: its weights have diverged. Lower the learning rate.");
        return new ArchitectureScore((double)correct.item<long>() / images.Images, loss);
    }
}

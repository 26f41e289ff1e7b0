using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Operations;
using Ddas.Nas.Torch;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>
/// Makes a supernet and trains all of its operations together (Section V-A): alpha is 1 everywhere, SGD with momentum on
/// D_T, the learning rate falls along a cosine from epoch to epoch. The same seed gives the same weights bit for bit on a
/// CPU with the same number of threads.
/// </summary>
public sealed class SupernetWarmup
{
    private readonly WarmupOptions options;
    private readonly SearchSpaceDefinition space;
    private readonly OperationTable operations;

    /// <summary>Prepares a warm-up.</summary>
    /// <param name="options">Size and training; null for the paper's.</param>
    /// <param name="space">The space; null for <see cref="SearchSpaceDefinition.Darts"/>.</param>
    /// <param name="operations">What the operations compute; null for <see cref="OperationTable.Darts"/>.</param>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public SupernetWarmup(WarmupOptions? options = null, SearchSpaceDefinition? space = null, OperationTable? operations = null)
    {
        this.options = options ?? new WarmupOptions();
        WarmupOptionsValidator.Validate(this.options);
        (this.space, this.operations) = (space ?? SearchSpaceDefinition.Darts, operations ?? OperationTable.Darts);
    }

    /// <summary>Runs the warm-up on the device where the images are.</summary>
    /// <param name="data">D_T and D_V.</param>
    /// <param name="progress">Told after every batch and every epoch; null for nobody.</param>
    /// <param name="cancel">Abandons the warm-up.</param>
    /// <returns>The warmed supernet, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The space makes no DARTS network, or has an operation that the table does not define.</exception>
    /// <exception cref="InvalidOperationException">The weights diverged.</exception>
    /// <exception cref="OperationCanceledException">The warm-up was abandoned.</exception>
    public WarmSupernet Run(SupernetData data, IProgress<WarmupProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var skeleton = new NetworkSkeleton
        {
            Channels = options.Channels, Cells = options.Cells, Classes = data.Classes.Count, ImageSize = data.Shape.Height, ImageChannels = data.Shape.Channels,
        };
        using var network = new SupernetNetwork(space, skeleton, options.Seed, operations, data.Device);
        using var optimizer = CreateOptimizer(network);
        using var best = new BestWeights(keep: options.StartWeights == StartWeights.Best);
        var batches = data.TrainBatches(options.BatchSize, options.Seed);
        var valid = data.ValidBatches(options.EvaluationBatchSize);
        var history = new List<WarmupEpoch>(options.Epochs);
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            optimizer.LearningRate = CosineSchedule.Rate(options.LearningRate, options.FinalLearningRate, epoch - 1, options.Epochs);
            double trainLoss = TrainEpoch(network, optimizer, batches, epoch, progress, cancel);
            bool measured = epoch == options.Epochs || epoch % options.EvaluateEvery == 0;
            var oneShot = measured ? MeasureOneShot(network, valid, cancel) : null;
            if (oneShot is not null) best.Offer(oneShot, network);
            history.Add(new WarmupEpoch(epoch, optimizer.LearningRate, trainLoss, oneShot));
            progress?.Report(new WarmupProgress(epoch, options.Epochs, batches.BatchesPerEpoch, batches.BatchesPerEpoch, history[^1]));
        }

        var start = best.Take() ?? (history[^1].OneShot!, WarmSupernet.Snapshot(network));
        var score = new ArchitectureScore(best.Accuracy, start.Score.Loss);
        return new WarmSupernet(space, skeleton, operations, start.Weights, score, history, data.Description);
    }

    /// <summary>The score of the all-operations network on D_V.</summary>
    internal static ArchitectureScore MeasureOneShot(SupernetNetwork network, EvaluationBatches valid, CancellationToken cancel)
    {
        var ones = ArchitectureWeights.Constant(network.Space, 1);
        return Measurement.Run(valid, valid.Batch, images => network.Forward(images, ones, training: false), network.Device, cancel);
    }

    private SgdOptimizer CreateOptimizer(SupernetNetwork network) => new(
        new SgdOptions
        {
            LearningRate = options.LearningRate, Momentum = options.Momentum, WeightDecay = options.WeightDecay, MaxGradientNorm = options.MaxGradientNorm,
        },
        network.NamedParameters);

    private double TrainEpoch(SupernetNetwork network, SgdOptimizer optimizer, BatchIterator batches, int epoch, IProgress<WarmupProgress>? progress, CancellationToken cancel)
    {
        var ones = ArchitectureWeights.Constant(space, 1);
        using var lossSum = zeros(1, float32, network.Device); // [1]
        for (int batch = 1; batch <= batches.BatchesPerEpoch; batch++)
        {
            cancel.ThrowIfCancellationRequested();
            TrainingStep.Run(optimizer, network.Parameters, batches, images => network.Forward(images, ones, training: true), lossSum);
            if (batch < batches.BatchesPerEpoch) progress?.Report(new WarmupProgress(epoch, options.Epochs, batch, batches.BatchesPerEpoch, null));
        }

        double loss = lossSum.item<float>() / batches.BatchesPerEpoch;
        return double.IsFinite(loss) ? loss : throw new InvalidOperationException($"The supernet diverged in epoch {epoch}: its loss is not finite. Lower the learning rate.");
    }

    /// <summary>The best one-shot accuracy so far and, where asked for, its weights.</summary>
    private sealed class BestWeights(bool keep) : IDisposable
    {
        private (ArchitectureScore Score, Dictionary<string, Tensor> Weights)? best;

        public double Accuracy { get; private set; } = -1;

        public void Offer(ArchitectureScore score, SupernetNetwork network)
        {
            if (score.Accuracy <= Accuracy) return;
            Accuracy = score.Accuracy;
            if (!keep) return;
            Dispose();
            best = (score, WarmSupernet.Snapshot(network));
        }

        public (ArchitectureScore Score, Dictionary<string, Tensor> Weights)? Take()
        {
            var taken = best;
            best = null;
            return taken;
        }

        public void Dispose()
        {
            if (best is not { } kept) return;
            foreach (var tensor in kept.Weights.Values) tensor.Dispose();
            best = null;
        }
    }
}

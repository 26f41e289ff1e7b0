using System.Diagnostics;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.SearchSpace.Records;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Networks;
using Ddas.Nas.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Training;

/// <summary>One training under way. Between epochs, all that it goes on from is its tensors, its momentum and its history.</summary>
internal sealed class CellTraining : IDisposable
{
    private readonly CellTrainerOptions options;
    private readonly StandAloneNetwork network;
    private readonly CellTrainingData data;
    private readonly SgdOptimizer optimizer;
    private readonly BatchIterator batches;
    private readonly EvaluationBatches test;
    private readonly List<TrainedCellEpoch> history = [];

    public CellTraining(StandAloneNetwork network, CellTrainingData data, CellTrainerOptions options)
    {
        (this.network, this.data, this.options) = (network, data, options);
        (batches, test) = (data.TrainBatches(options.BatchSize, options.Seed), data.TestBatches(options.EvaluationBatchSize));
        optimizer = new SgdOptimizer(
            new SgdOptions
            {
                LearningRate = options.LearningRate, Momentum = options.Momentum, WeightDecay = options.WeightDecay,
                MaxGradientNorm = options.MaxGradientNorm, PreallocateMomentum = true,
            },
            network.NamedParameters);
    }

    /// <summary>The epochs so far.</summary>
    public IReadOnlyList<TrainedCellEpoch> History => history;

    /// <summary>Accuracy and loss on the test images when they were last measured; null before.</summary>
    public ArchitectureScore? TestScore { get; private set; }

    public bool IsComplete => history.Count == options.Epochs;

    /// <summary>Trains for the next epoch.</summary>
    public void RunEpoch(IProgress<CellTrainingProgress>? progress, CancellationToken cancel)
    {
        int epoch = history.Count;
        long start = Stopwatch.GetTimestamp();
        optimizer.LearningRate = CosineSchedule.Rate(options.LearningRate, options.FinalLearningRate, epoch, options.Epochs);
        var (loss, accuracy) = Train(epoch, progress, cancel);
        bool measured = epoch == options.Epochs - 1 || (epoch + 1) % options.EvaluateEvery == 0;
        if (measured) TestScore = Measurement.Run(test, test.Batch, images => network.Forward(images, training: false).Logits, data.Device, cancel);
        history.Add(new TrainedCellEpoch(
            epoch, optimizer.LearningRate, loss, accuracy, measured ? TestScore!.Accuracy : null, Stopwatch.GetElapsedTime(start).TotalSeconds));
        progress?.Report(new CellTrainingProgress(epoch, options.Epochs, batches.BatchesPerEpoch, batches.BatchesPerEpoch, history[^1]));
    }

    public void Dispose() => optimizer.Dispose();

    private (double Loss, double Accuracy) Train(int epoch, IProgress<CellTrainingProgress>? progress, CancellationToken cancel)
    {
        using var lossSum = zeros(1, float32, data.Device); // [1]
        using var correct = zeros(1, int64, data.Device); // [1]
        long images = 0;
        for (int batch = 1; batch <= batches.BatchesPerEpoch; batch++)
        {
            cancel.ThrowIfCancellationRequested();
            TrainingStep.Run(optimizer, network.Parameters, batches, current =>
            {
                images += current.Count;
                return Loss(current, epoch, ((long)epoch * batches.BatchesPerEpoch) + batch - 1, lossSum, correct);
            });
            if (batch < batches.BatchesPerEpoch) progress?.Report(new CellTrainingProgress(epoch, options.Epochs, batch, batches.BatchesPerEpoch, null));
        }

        double loss = lossSum.item<float>() / batches.BatchesPerEpoch;
        return double.IsFinite(loss)
            ? (loss, (double)correct.item<long>() / images)
            : throw new InvalidOperationException($"The network diverged in epoch {epoch}: its loss is not finite. Lower the learning rate.");
    }

    /// <summary>The loss that is minimized, []: cross-entropy, and the auxiliary head's with its factor.</summary>
    private Tensor Loss(ImageBatch batch, int epoch, long step, Tensor lossSum, Tensor correct)
    {
        double drop = options.DropPath * epoch / options.Epochs;
        using var paths = drop > 0
            ? new DropPath(drop, network.OperationCount, batch.Count, new RandomStream(options.Seed, RandomPurpose.DropPath, step), data.Device)
            : null;
        var (logits, auxiliary) = network.Train(batch.Images, paths); // [B, classes]
        var loss = nn.functional.cross_entropy(logits, batch.Labels); // []
        using (logits)
        {
            lossSum.add_(loss.detach(), Scalars.One);
            correct.add_(logits.argmax(1).eq(batch.Labels).sum(), Scalars.One);
        }

        if (auxiliary is null) return loss;
        using (loss)
        using (auxiliary)
        using (var second = nn.functional.cross_entropy(auxiliary, batch.Labels))
        using (var factor = options.AuxiliaryWeight.ToScalar())
            return loss.add(second, factor);
    }
}

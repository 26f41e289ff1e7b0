using System.Diagnostics;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Networks;
using Ddas.Nas.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Training;

/// <summary>A training under way: it advances batch by batch, and between two of them its state can be kept and brought back. Owns its tensors, not the network.</summary>
internal sealed class CellTraining : IResumable, IDisposable
{
    private readonly CellTrainerOptions options;
    private readonly StandAloneNetwork network;
    private readonly CellTrainingData data;
    private readonly SgdOptimizer optimizer;
    private readonly BatchIterator batches;
    private readonly EvaluationBatches test;
    private readonly Tensor lossSum;
    private readonly Tensor correct;
    private readonly List<TrainedCellEpoch> history = [];
    private long images;
    private double seconds;

    /// <param name="options">Validated.</param>
    /// <param name="network">Owned by the caller.</param>
    /// <param name="data">Training and test images.</param>
    public CellTraining(CellTrainerOptions options, StandAloneNetwork network, CellTrainingData data)
    {
        (this.options, this.network, this.data) = (options, network, data);
        (batches, test) = (data.TrainBatches(options.BatchSize, options.Seed), data.TestBatches(options.EvaluationBatchSize));
        optimizer = new SgdOptimizer(
            new SgdOptions
            {
                LearningRate = options.LearningRate, Momentum = options.Momentum, WeightDecay = options.WeightDecay,
                MaxGradientNorm = options.MaxGradientNorm, PreallocateMomentum = true,
            },
            network.NamedParameters);
        lossSum = zeros(1, float32, data.Device).DetachFromDisposeScope(); // [1], over the epoch under way
        correct = zeros(1, int64, data.Device).DetachFromDisposeScope(); // [1], likewise
    }

    /// <summary>Batches done over all epochs.</summary>
    public long BatchesDone => (batches.Position.Epoch * batches.BatchesPerEpoch) + batches.Position.Batch;

    /// <summary>What the complete epochs gave.</summary>
    public IReadOnlyList<TrainedCellEpoch> History => history;

    /// <summary>Accuracy and loss on the test images when they were last measured; null before.</summary>
    public ArchitectureScore? TestScore { get; private set; }

    /// <summary>Whether all epochs are complete.</summary>
    public bool IsComplete => history.Count == options.Epochs;

    private int Epoch => history.Count;

    private int BatchOfEpoch => (int)(BatchesDone - ((long)Epoch * batches.BatchesPerEpoch));

    /// <summary>Trains on the next batch, or completes the epoch whose batches are done.</summary>
    public CellTrainingProgress Advance(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        optimizer.LearningRate = CosineSchedule.Rate(options.LearningRate, options.FinalLearningRate, Epoch, options.Epochs);
        if (BatchOfEpoch == batches.BatchesPerEpoch)
        {
            var completed = CompleteEpoch(start, cancel);
            return new CellTrainingProgress(completed.Epoch, options.Epochs, batches.BatchesPerEpoch, batches.BatchesPerEpoch, completed);
        }

        MemoryGuard.Run("training", options.BatchSize, network.Skeleton, data.Device, () => TrainingStep.Run(optimizer, network.Parameters, batches, Loss));
        seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new CellTrainingProgress(Epoch, options.Epochs, BatchOfEpoch, batches.BatchesPerEpoch, null);
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        state.Section("weights").AddTensors(NamedTensors);
        optimizer.Capture(state.Section("optimizer"));
        state.Section("sums").AddTensors(Sums);
        state.Set("training", new CellTrainingMemo(batches.Position, images, seconds, [.. history], TestScore), CellTrainingJson.Compact.CellTrainingMemo);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        var memo = state.Get("training", CellTrainingJson.Compact.CellTrainingMemo);
        batches.Resume(memo.Position);
        history.Clear();
        history.AddRange(memo.History);
        if (history.Count > options.Epochs || BatchOfEpoch < 0 || BatchOfEpoch > batches.BatchesPerEpoch)
            throw new CheckpointException($"The checkpoint stands at {memo.Position} with {history.Count} of {options.Epochs} epochs complete, which cannot be.");
        state.Section("weights").CopyTensorsTo(NamedTensors);
        optimizer.Restore(state.Section("optimizer"));
        state.Section("sums").CopyTensorsTo(Sums);
        (images, seconds, TestScore) = (memo.Images, memo.Seconds, memo.TestScore);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        lossSum.Dispose();
        correct.Dispose();
    }

    private IEnumerable<(string Name, Tensor Tensor)> NamedTensors => network.NamedTensors.Select(static t => (t.Key, t.Value));

    private IEnumerable<(string Name, Tensor Tensor)> Sums => [("loss", lossSum), ("correct", correct)];

    private ArchitectureScore Measure(CancellationToken cancel)
    {
        using var pass = network.Compile();
        return Measurement.Run(test, test.Batch, pass.Run, data.Device, cancel);
    }

    private TrainedCellEpoch CompleteEpoch(long start, CancellationToken cancel)
    {
        double loss = lossSum.item<float>() / batches.BatchesPerEpoch;
        if (!double.IsFinite(loss)) throw new NonFiniteException($"The network diverged in epoch {Epoch}: its loss is not finite. Lower the learning rate.");
        bool measured = Epoch == options.Epochs - 1 || (Epoch + 1) % options.EvaluateEvery == 0;
        if (measured) TestScore = MemoryGuard.Run("measuring", options.EvaluationBatchSize, network.Skeleton, data.Device, () => Measure(cancel));
        history.Add(new TrainedCellEpoch(
            Epoch, optimizer.LearningRate, loss, (double)correct.item<long>() / images, measured ? TestScore!.Accuracy : null, seconds + Stopwatch.GetElapsedTime(start).TotalSeconds));
        Clear(lossSum);
        Clear(correct);
        (images, seconds) = (0, 0);
        return history[^1];
    }

    /// <summary>The loss that is minimized, []: cross-entropy, and the auxiliary head's with its factor.</summary>
    private Tensor Loss(ImageBatch batch)
    {
        using var paths = Paths(batch.Count);
        var (logits, auxiliary) = network.Train(batch.Images, paths); // [B, classes]
        var loss = nn.functional.cross_entropy(logits, batch.Labels); // []
        using (logits)
        {
            lossSum.add_(loss.detach(), Scalars.One);
            correct.add_(logits.argmax(1).eq(batch.Labels).sum(), Scalars.One);
            images += batch.Count;
        }

        if (auxiliary is null) return loss;
        using (loss)
        using (auxiliary)
        using (var second = nn.functional.cross_entropy(auxiliary, batch.Labels)) // []
        using (var factor = options.AuxiliaryWeight.ToScalar())
            return loss.add(second, factor);
    }

    /// <summary>The dropped paths of the batch that the iterator has just given.</summary>
    private DropPath? Paths(int count)
    {
        double drop = options.DropPath * Epoch / options.Epochs;
        return drop > 0 ? new DropPath(drop, network.OperationCount, count, new RandomStream(options.Seed, RandomPurpose.DropPath, BatchesDone), data.Device) : null;
    }

    private static void Clear(Tensor sum)
    {
        using var zero = zeros_like(sum);
        sum.copy_(zero);
    }
}

using System.Diagnostics;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Internal;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Training;

/// <summary>A training under way: it advances batch by batch, and between two of them its state can be kept and brought back. Owns its tensors, and the network until it is finished.</summary>
internal sealed class CellTraining : ILongRun<TrainedCell>, IDisposable
{
    private readonly CellTrainerOptions options;
    private readonly TrainedCellManifest manifest;
    private readonly StandAloneNetwork network;
    private readonly CellTrainingData data;
    private readonly IProgress<RunProgress>? progress;
    private readonly SgdOptimizer optimizer;
    private readonly BatchIterator batches;
    private readonly EvaluationBatches test;
    private readonly Tensor lossSum;
    private readonly Tensor correct;
    private readonly List<TrainedCellEpoch> history = [];
    private long images;
    private double seconds;
    private ArchitectureScore? testScore;
    private bool handedOver;

    /// <param name="options">Validated.</param>
    /// <param name="manifest">What is known of the cell before it is trained.</param>
    /// <param name="data">Training and test images.</param>
    /// <param name="progress">Told after every batch and every epoch.</param>
    public CellTraining(CellTrainerOptions options, TrainedCellManifest manifest, CellTrainingData data, IProgress<RunProgress>? progress)
    {
        (this.options, this.manifest, this.data, this.progress) = (options, manifest, data, progress);
        (batches, test) = (data.TrainBatches(options.BatchSize, options.Seed), data.TestBatches(options.EvaluationBatchSize));
        batches.RequireLastBatch(StandAloneNetwork.SmallestTrainingBatch(manifest.Network, manifest.AuxiliaryHead));
        network = new StandAloneNetwork(Genotype.Parse(manifest.Genotype), manifest.Network, options.Seed, manifest.AuxiliaryHead, new NetworkOptions { Space = options.Space, Operations = options.Operations, Device = data.Device, Kernels = options.Kernels });
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

    public string Noun => "training";

    public string Unit => "batches";

    public long CheckpointInterval => 1000;

    public RunConditions Conditions => new(manifest.Conditions!);

    public long Done => (batches.Position.Epoch * batches.BatchesPerEpoch) + batches.Position.Batch;

    public bool IsComplete => history.Count == options.Epochs;

    private int Epoch => history.Count;

    private int BatchOfEpoch => (int)(Done - ((long)Epoch * batches.BatchesPerEpoch));

    public FoundRun? Find(string folder)
    {
        if (!File.Exists(Path.Combine(folder, TrainedCell.ManifestName))) return null;
        var found = TrainedCell.ReadManifest(folder);
        return new FoundRun(Finished: true, 0, new RunConditions(found.Conditions ?? new Dictionary<string, string>()));
    }

    public TrainedCell Load(string folder) => TrainedCell.Load(folder, data.Device, options.Space, options.Operations, options.Kernels);

    public void Begin(string? folder)
    {
    }

    public void Resume(string folder, Checkpoint from)
    {
    }

    public void Flush()
    {
    }

    /// <summary>Trains on the next batch, or completes the epoch whose batches are done.</summary>
    public void Advance(CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        optimizer.LearningRate = CosineSchedule.Rate(options.LearningRate, options.FinalLearningRate, Epoch, options.Epochs);
        if (BatchOfEpoch == batches.BatchesPerEpoch)
        {
            var completed = CompleteEpoch(start, cancel);
            progress?.Report(Progress(completed));
            return;
        }

        MemoryGuard.Run("training", options.BatchSize, network.Skeleton, data.Device, () => TrainingStep.Run(optimizer, network.Parameters, batches, Loss));
        seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        SupernetTelemetry.Batch(Noun);
        if (BatchOfEpoch < batches.BatchesPerEpoch) progress?.Report(Progress(null));
    }

    public TrainedCell Finish(string? folder)
    {
        var cell = new TrainedCell(network, manifest with { TestAccuracy = testScore!.Accuracy, TestLoss = testScore.Loss, History = [.. history], End = DateTimeOffset.Now });
        handedOver = true;
        if (folder is null) return cell;
        try
        {
            cell.Save(folder);
            if (Path.Combine(folder, CheckpointFolder.FolderName) is var checkpoints && Directory.Exists(checkpoints)) Directory.Delete(checkpoints, recursive: true);
            return cell;
        }
        catch
        {
            cell.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        state.Section("weights").AddTensors(NamedTensors);
        optimizer.Capture(state.Section("optimizer"));
        state.Section("sums").AddTensors(Sums);
        state.Set("training", new CellTrainingMemo(batches.Position, images, seconds, [.. history], testScore?.Accuracy, testScore?.Loss), TrainingJson.Compact.CellTrainingMemo);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        var memo = state.Get("training", TrainingJson.Compact.CellTrainingMemo);
        batches.Resume(memo.Position);
        history.Clear();
        history.AddRange(memo.History);
        if (history.Count > options.Epochs || BatchOfEpoch < 0 || BatchOfEpoch > batches.BatchesPerEpoch)
            throw new CheckpointException($"The checkpoint stands at {memo.Position} with {history.Count} of {options.Epochs} epochs complete, which cannot be.");
        state.Section("weights").CopyTensorsTo(NamedTensors);
        optimizer.Restore(state.Section("optimizer"));
        state.Section("sums").CopyTensorsTo(Sums);
        (images, seconds) = (memo.Images, memo.Seconds);
        testScore = memo is { TestAccuracy: { } accuracy, TestLoss: { } loss } ? new ArchitectureScore(accuracy, loss) : null;
    }

    public void Dispose()
    {
        optimizer.Dispose();
        lossSum.Dispose();
        correct.Dispose();
        if (!handedOver) network.Dispose();
    }

    private IEnumerable<(string Name, Tensor Tensor)> NamedTensors => network.NamedTensors.Select(static t => (t.Key, t.Value));

    private IEnumerable<(string Name, Tensor Tensor)> Sums => [("loss", lossSum), ("correct", correct)];

    private RunProgress Progress(TrainedCellEpoch? completed) => new(Noun, Done, (long)options.Epochs * batches.BatchesPerEpoch)
    {
        Epoch = new EpochProgress((completed?.Epoch ?? Epoch) + 1, options.Epochs, completed is null ? BatchOfEpoch : batches.BatchesPerEpoch, batches.BatchesPerEpoch)
        {
            Loss = completed?.TrainLoss, Accuracy = completed?.TestAccuracy,
        },
    };

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
        if (measured) testScore = MemoryGuard.Run("measuring", options.EvaluationBatchSize, network.Skeleton, data.Device, () => Measure(cancel));
        history.Add(new TrainedCellEpoch(
            Epoch, optimizer.LearningRate, loss, (double)correct.item<long>() / images, measured ? testScore!.Accuracy : null, seconds + Stopwatch.GetElapsedTime(start).TotalSeconds));
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
        return drop > 0 ? new DropPath(drop, network.OperationCount, count, new RandomStream(options.Seed, RandomPurpose.DropPath, Done), data.Device) : null;
    }

    private static void Clear(Tensor sum)
    {
        using var zero = zeros_like(sum);
        sum.copy_(zero);
    }
}

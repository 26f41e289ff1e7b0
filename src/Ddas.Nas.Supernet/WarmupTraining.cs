using Ddas.Nas.Records;
using Ddas.Nas.Records.Internal;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Data;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>A warm-up under way: it advances batch by batch, and between two of them its state can be kept and brought back. Owns its tensors.</summary>
internal sealed class WarmupTraining : ILongRun<WarmSupernet>, IDisposable
{
    private readonly WarmupOptions options;
    private readonly SupernetData data;
    private readonly IProgress<RunProgress>? progress;
    private readonly SupernetNetwork network;
    private readonly SgdOptimizer optimizer;
    private readonly BatchIterator batches;
    private readonly EvaluationBatches valid;
    private readonly ArchitectureWeights ones;
    private readonly Func<Tensor, Tensor> forward;
    private readonly Tensor lossSum;
    private readonly List<WarmupEpoch> history = [];
    private ArchitectureScore? best;
    private Dictionary<string, Tensor>? bestWeights;

    /// <param name="options">Validated.</param>
    /// <param name="data">D_T and D_V.</param>
    /// <param name="conditions">What the supernet depends on.</param>
    /// <param name="progress">Told after every batch and every epoch.</param>
    public WarmupTraining(WarmupOptions options, SupernetData data, RunConditions conditions, IProgress<RunProgress>? progress)
    {
        (this.options, this.data, Conditions, this.progress) = (options, data, conditions, progress);
        var skeleton = new NetworkSkeleton
        {
            Channels = options.Channels, Cells = options.Cells, Classes = data.Classes.Count, ImageSize = data.Shape.Height, ImageChannels = data.Shape.Channels,
        };
        batches = data.TrainBatches(options.BatchSize, options.Seed);
        batches.RequireLastBatch(SupernetNetwork.SmallestTrainingBatch(skeleton));
        valid = data.ValidBatches(options.EvaluationBatchSize);
        network = new SupernetNetwork(skeleton, options.Seed, new NetworkOptions { Space = options.Space, Operations = options.Operations, Device = data.Device, Kernels = options.Kernels });
        optimizer = new SgdOptimizer(
            new SgdOptions
            {
                LearningRate = options.LearningRate, Momentum = options.Momentum, WeightDecay = options.WeightDecay, MaxGradientNorm = options.MaxGradientNorm,
            },
            network.NamedParameters);
        ones = ArchitectureWeights.Constant(network.Space, 1);
        forward = network.CompileTraining(ones);
        lossSum = zeros(1, float32, network.Device).DetachFromDisposeScope(); // [1], over the epoch under way
    }

    public string Noun => "warm-up";

    public string Unit => "batches";

    public long CheckpointInterval => 250;

    public RunConditions Conditions { get; }

    public long Done => (batches.Position.Epoch * batches.BatchesPerEpoch) + batches.Position.Batch;

    public bool IsComplete => history.Count == options.Epochs;

    private int Epoch => history.Count + 1;

    private int BatchOfEpoch => (int)(Done - ((long)history.Count * batches.BatchesPerEpoch));

    public FoundRun? Find(string folder)
    {
        if (!SupernetFolder.IsSupernet(folder)) return null;
        var conditions = SupernetFolder.ConditionsOf(folder) ?? new RunConditions(new Dictionary<string, string>());
        return new FoundRun(Finished: true, 0, conditions);
    }

    public WarmSupernet Load(string folder) => SupernetFolder.Load(folder, options.Space, options.Operations);

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
        optimizer.LearningRate = CosineSchedule.Rate(options.LearningRate, options.FinalLearningRate, Epoch - 1, options.Epochs);
        var completed = BatchOfEpoch < batches.BatchesPerEpoch ? null : CompleteEpoch(cancel);
        if (completed is null)
        {
            MemoryGuard.Run("training", options.BatchSize, network.Skeleton, network.Device, TrainBatch);
            SupernetTelemetry.Batch(Noun);
        }

        if (completed is not null || BatchOfEpoch < batches.BatchesPerEpoch) progress?.Report(Progress(completed));
    }

    public WarmSupernet Finish(string? folder)
    {
        var weights = bestWeights ?? WarmSupernet.Snapshot(network);
        double loss = bestWeights is null ? history[^1].OneShot!.Loss : best!.Loss;
        bestWeights = null;
        var supernet = new WarmSupernet(options.Space, network.Skeleton, options.Operations, weights, new ArchitectureScore(best!.Accuracy, loss), [.. history], data.Description);
        if (folder is null) return supernet;
        SupernetFolder.Save(supernet, folder, Conditions);
        if (Path.Combine(folder, CheckpointFolder.FolderName) is var checkpoints && Directory.Exists(checkpoints)) Directory.Delete(checkpoints, recursive: true);
        return supernet;
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        state.Section("weights").AddTensors(Named(network.NamedTensors));
        optimizer.Capture(state.Section("optimizer"));
        state.AddTensors([("loss_sum", lossSum)]);
        if (bestWeights is not null) state.Section("best").AddTensors(Named(bestWeights));
        state.Set("warmup", WarmupMemo.Of(batches.Position, history, best), SupernetJson.Compact.WarmupMemo);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        var memo = state.Get("warmup", SupernetJson.Compact.WarmupMemo);
        batches.Resume(memo.Position);
        history.Clear();
        history.AddRange(memo.Epochs());
        if (history.Count > options.Epochs || BatchOfEpoch < 0 || BatchOfEpoch > (IsComplete ? 0 : batches.BatchesPerEpoch) || (IsComplete && memo.Best is null))
            throw new CheckpointException($"The checkpoint stands at {memo.Position} with {history.Count} of {options.Epochs} epochs complete, which cannot be.");
        state.Section("weights").CopyTensorsTo(Named(network.NamedTensors));
        optimizer.Restore(state.Section("optimizer"));
        lossSum.copy_(tensor(state.Get<float>("loss_sum", 1).ToArray()));
        best = memo.Best?.ToScore();
        if (options.StartWeights != StartWeights.Best || best is null) return;
        KeepWeights();
        state.Section("best").CopyTensorsTo(Named(bestWeights!));
    }

    public void Dispose()
    {
        optimizer.Dispose();
        lossSum.Dispose();
        DisposeBest();
        network.Dispose();
    }

    private RunProgress Progress(WarmupEpoch? completed) => new(Noun, Done, (long)options.Epochs * batches.BatchesPerEpoch)
    {
        Epoch = new EpochProgress(completed?.Epoch ?? Epoch, options.Epochs, completed is null ? BatchOfEpoch : batches.BatchesPerEpoch, batches.BatchesPerEpoch)
        {
            Loss = completed?.TrainLoss, Accuracy = completed?.OneShot?.Accuracy,
        },
    };

    private static IEnumerable<(string Name, Tensor Tensor)> Named(IReadOnlyDictionary<string, Tensor> tensors) => tensors.Select(static t => (t.Key, t.Value));

    private void TrainBatch() => TrainingStep.Run(optimizer, network.Parameters, batches, forward, lossSum);

    private WarmupEpoch CompleteEpoch(CancellationToken cancel)
    {
        double loss = lossSum.item<float>() / batches.BatchesPerEpoch;
        if (!double.IsFinite(loss)) throw new NonFiniteException($"The supernet diverged in epoch {Epoch}: its loss is not finite. Lower the learning rate.");
        bool measured = Epoch == options.Epochs || Epoch % options.EvaluateEvery == 0;
        var oneShot = measured ? MemoryGuard.Run("measuring", options.EvaluationBatchSize, network.Skeleton, network.Device, () => Measure(cancel)) : null;
        if (oneShot is not null) Offer(oneShot);
        history.Add(new WarmupEpoch(Epoch, optimizer.LearningRate, loss, oneShot));
        using var zero = zeros_like(lossSum);
        lossSum.copy_(zero);
        return history[^1];
    }

    private ArchitectureScore Measure(CancellationToken cancel)
    {
        using var pass = network.Compile(ones);
        return Measurement.Run(valid, valid.Batch, pass.Run, network.Device, cancel);
    }

    private void Offer(ArchitectureScore score)
    {
        if (score.Accuracy <= best?.Accuracy) return;
        best = score;
        if (options.StartWeights == StartWeights.Best) KeepWeights();
    }

    private void KeepWeights()
    {
        DisposeBest();
        bestWeights = WarmSupernet.Snapshot(network);
    }

    private void DisposeBest()
    {
        foreach (var tensor in bestWeights is null ? [] : bestWeights.Values.AsEnumerable()) tensor.Dispose();
        bestWeights = null;
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Torch;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>A warm-up under way: it advances batch by batch, and between two of them its state can be kept and brought back. Owns its tensors.</summary>
internal sealed class WarmupTraining : IResumable, IDisposable
{
    private readonly WarmupOptions options;
    private readonly SupernetNetwork network;
    private readonly SgdOptimizer optimizer;
    private readonly BatchIterator batches;
    private readonly EvaluationBatches valid;
    private readonly ArchitectureWeights ones;
    private readonly Tensor lossSum;
    private readonly List<WarmupEpoch> history = [];
    private ArchitectureScore? best;
    private Dictionary<string, Tensor>? bestWeights;

    /// <param name="options">Validated.</param>
    /// <param name="network">Owned by the caller.</param>
    /// <param name="data">D_T and D_V.</param>
    public WarmupTraining(WarmupOptions options, SupernetNetwork network, SupernetData data)
    {
        (this.options, this.network) = (options, network);
        optimizer = new SgdOptimizer(
            new SgdOptions
            {
                LearningRate = options.LearningRate, Momentum = options.Momentum, WeightDecay = options.WeightDecay, MaxGradientNorm = options.MaxGradientNorm,
            },
            network.NamedParameters);
        batches = data.TrainBatches(options.BatchSize, options.Seed);
        valid = data.ValidBatches(options.EvaluationBatchSize);
        ones = ArchitectureWeights.Constant(network.Space, 1);
        lossSum = zeros(1, float32, network.Device).DetachFromDisposeScope(); // [1], over the epoch under way
    }

    /// <summary>Batches done over all epochs.</summary>
    public long BatchesDone => (batches.Position.Epoch * batches.BatchesPerEpoch) + batches.Position.Batch;

    /// <summary>What the complete epochs gave.</summary>
    public IReadOnlyList<WarmupEpoch> History => history;

    /// <summary>Whether all epochs are complete.</summary>
    public bool IsComplete => history.Count == options.Epochs;

    private int Epoch => history.Count + 1;

    private int BatchOfEpoch => (int)(BatchesDone - ((long)history.Count * batches.BatchesPerEpoch));

    /// <summary>Trains on the next batch, or completes the epoch whose batches are done.</summary>
    public WarmupProgress Advance(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        optimizer.LearningRate = CosineSchedule.Rate(options.LearningRate, options.FinalLearningRate, Epoch - 1, options.Epochs);
        var completed = BatchOfEpoch < batches.BatchesPerEpoch ? null : CompleteEpoch(cancel);
        if (completed is null) MemoryGuard.Run("training", options.BatchSize, network.Skeleton, network.Device, TrainBatch);
        return new WarmupProgress(completed?.Epoch ?? Epoch, options.Epochs, completed is null ? BatchOfEpoch : batches.BatchesPerEpoch, batches.BatchesPerEpoch, completed);
    }

    /// <summary>The weights that searches start from, which the caller takes over, and Acc(OS) with their loss. Once, after the last epoch.</summary>
    public (Dictionary<string, Tensor> Weights, ArchitectureScore OneShot) Take()
    {
        var (weights, loss) = bestWeights is null ? (WarmSupernet.Snapshot(network), history[^1].OneShot!.Loss) : (bestWeights, best!.Loss);
        bestWeights = null;
        return (weights, new ArchitectureScore(best!.Accuracy, loss));
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        state.Section("weights").AddTensors(Named(network.NamedTensors));
        optimizer.Capture(state.Section("optimizer"));
        state.AddTensors([("loss_sum", lossSum)]);
        if (bestWeights is not null) state.Section("best").AddTensors(Named(bestWeights));
        state.Set("warmup", new WarmupMemo(batches.Position, [.. history], best), SupernetJson.Compact.WarmupMemo);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        var memo = state.Get("warmup", SupernetJson.Compact.WarmupMemo);
        batches.Resume(memo.Position);
        history.Clear();
        history.AddRange(memo.History);
        if (history.Count > options.Epochs || BatchOfEpoch < 0 || BatchOfEpoch > (IsComplete ? 0 : batches.BatchesPerEpoch) || (IsComplete && memo.Best is null))
            throw new CheckpointException($"The checkpoint stands at {memo.Position} with {history.Count} of {options.Epochs} epochs complete, which cannot be.");
        state.Section("weights").CopyTensorsTo(Named(network.NamedTensors));
        optimizer.Restore(state.Section("optimizer"));
        lossSum.copy_(tensor(state.Get<float>("loss_sum", 1).ToArray()));
        best = memo.Best;
        if (options.StartWeights != StartWeights.Best || best is null) return;
        KeepWeights();
        state.Section("best").CopyTensorsTo(Named(bestWeights!));
    }

    public void Dispose()
    {
        optimizer.Dispose();
        lossSum.Dispose();
        DisposeBest();
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Named(IReadOnlyDictionary<string, Tensor> tensors) => tensors.Select(static t => (t.Key, t.Value));

    private void TrainBatch() =>
        TrainingStep.Run(optimizer, network.Parameters, batches, images => network.Forward(images, ones, training: true), lossSum);

    private WarmupEpoch CompleteEpoch(CancellationToken cancel)
    {
        double loss = lossSum.item<float>() / batches.BatchesPerEpoch;
        if (!double.IsFinite(loss)) throw new NonFiniteException($"The supernet diverged in epoch {Epoch}: its loss is not finite. Lower the learning rate.");
        bool measured = Epoch == options.Epochs || Epoch % options.EvaluateEvery == 0;
        var oneShot = measured ? MemoryGuard.Run("measuring", options.EvaluationBatchSize, network.Skeleton, network.Device, () => SupernetWarmup.MeasureOneShot(network, valid, cancel)) : null;
        if (oneShot is not null) Offer(oneShot);
        history.Add(new WarmupEpoch(Epoch, optimizer.LearningRate, loss, oneShot));
        using var zero = zeros_like(lossSum);
        lossSum.copy_(zero);
        return history[^1];
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

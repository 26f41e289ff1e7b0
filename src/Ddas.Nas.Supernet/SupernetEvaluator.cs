using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>
/// The measurement of Algorithm 2 in a warmed supernet: train the chosen operations for some batches of D_T, measure them on
/// D_V. It works on a copy of the warmed weights; one optimizer and one pass through D_T span the whole search. Weights,
/// momentum and BatchNorm statistics of operations that were not chosen stay as they are, bit for bit. Measurements repeat
/// bit for bit on a CPU with the same seed and number of threads.
/// </summary>
public sealed class SupernetEvaluator : IArchitectureEvaluator, IResumable, IDescribed, IDisposable
{
    private const string WeightsSection = "weights";

    private const string ValidAugmentation = RandomPurpose.Augmentation + "/valid";

    private readonly WarmSupernet supernet;
    private readonly SupernetData data;
    private readonly SupernetEvaluatorOptions options;
    private readonly SupernetNetwork network;
    private readonly BatchIterator trainBatches;
    private readonly EvaluationBatches validBatches;
    private SgdOptimizer optimizer;
    private bool abandoned;
    private bool disposed;

    /// <summary>Creates an evaluator, ready for its first measurement.</summary>
    /// <param name="supernet">Where the search starts; it must outlive the evaluator.</param>
    /// <param name="data">D_T and D_V, of the image shape and classes of the supernet; it must outlive the evaluator.</param>
    /// <param name="options">Training and measurement; null for the paper's.</param>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    /// <exception cref="ArgumentException">Images or classes are not the supernet's.</exception>
    public SupernetEvaluator(WarmSupernet supernet, SupernetData data, SupernetEvaluatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SupernetEvaluatorOptions();
        options.Validate(data.Description.Valid);
        Recalibration.CheckImages(supernet.Skeleton, data);
        (this.supernet, this.data, this.options) = (supernet, data, options);
        Costs = CostsOf(supernet);
        trainBatches = data.TrainBatches(options.BatchSize, options.Seed);
        validBatches = data.ValidBatches(options.EvaluationBatchSize, options.ValidImages, options.Seed);
        network = supernet.CreateNetwork(data.Device, options.Kernels);
        optimizer = CreateOptimizer();
    }

    /// <inheritdoc/>
    public SearchSpaceDefinition Space => supernet.Space;

    /// <summary>The one-shot score: Acc(OS) of the warm-up, with the loss at the weights that the search starts from.</summary>
    public ArchitectureScore Reference => supernet.OneShot;

    /// <summary>
    /// FLOPs and parameters of the supernet's skeleton as a stand-alone network; none where an operation of the caller's has no
    /// cost rule (<see cref="Operations.OperationDefinition.Cost"/>).
    /// </summary>
    public IReadOnlyList<IArchitectureCost> Costs { get; }

    /// <inheritdoc/>
    /// <remarks>Restores the warmed weights and statistics, forgets momentum, and begins D_T anew.</remarks>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        supernet.CopyTo(network);
        Gradients.Clear(network.Parameters);
        optimizer.Dispose();
        optimizer = CreateOptimizer();
        trainBatches.Position = default;
        abandoned = false;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A measurement was abandoned and neither <see cref="Reset"/> nor <see cref="Restore"/> called since.</exception>
    /// <exception cref="NonFiniteException">The weights diverged; the measurement counts as abandoned.</exception>
    /// <exception cref="SupernetMemoryException">A batch does not fit into memory; the measurement counts as abandoned.</exception>
    public ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(architecture);
        if (!architecture.Space.Equals(Space)) throw new ArgumentException($"The supernet is of space '{Space}', not '{architecture.Space}'.", nameof(architecture));
        if (abandoned) throw new InvalidOperationException("The measurement before was abandoned; call Reset first.");
        abandoned = true;
        MemoryGuard.Run("training", options.BatchSize, network.Skeleton, network.Device, () => Train(architecture, abort));
        var score = MemoryGuard.Run("measuring", options.EvaluationBatchSize, network.Skeleton, network.Device, () => Measure(architecture, step, abort));
        abandoned = false;
        return score;
    }

    /// <inheritdoc/>
    /// <exception cref="NonFiniteException">The weights diverged.</exception>
    /// <exception cref="InvalidOperationException">A measurement was abandoned.</exception>
    public void Capture(CheckpointState state)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(state);
        if (abandoned) throw new InvalidOperationException("A measurement was abandoned, so that there is no state to go on from.");
        state.Section(WeightsSection).AddTensors(NamedTensors);
        optimizer.Capture(state.Section("optimizer"));
        state.Add<long>("position", [trainBatches.Position.Epoch, trainBatches.Position.Batch], 2);
    }

    /// <summary>Gives a supernet the weights and statistics that a search had when it was captured.</summary>
    /// <param name="state">What <see cref="Capture"/> filled.</param>
    /// <param name="target">A supernet of the same size.</param>
    /// <exception cref="CheckpointException">The state holds other tensors than the supernet has.</exception>
    public static void CopyWeights(CheckpointState state, SupernetNetwork target)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(target);
        state.Section(WeightsSection).CopyTensorsTo(target.NamedTensors.Select(static t => (t.Key, t.Value)));
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentNullException.ThrowIfNull(state);
        var position = state.Get<long>("position", 2);
        trainBatches.Resume(new BatchPosition(position[0], (int)Math.Clamp(position[1], -1, int.MaxValue)));
        CopyWeights(state, network);
        Gradients.Clear(network.Parameters);
        optimizer.Restore(state.Section("optimizer"));
        abandoned = false;
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("supernet");
        into.Set("supernet", supernet.Checksum);
        into.SetSeed(options.Seed);
        into.Set("batches", options.Batches);
        into.Set("batchSize", options.BatchSize);
        into.Set("learningRate", options.LearningRate);
        into.Set("momentum", options.Momentum);
        into.Set("weightDecay", options.WeightDecay);
        into.Set("maxGradientNorm", options.MaxGradientNorm);
        into.Set("batchNorm", options.BatchNorm);
        into.Set("evaluationBatchSize", options.EvaluationBatchSize);
        into.Set("evaluationPrecision", options.EvaluationPrecision);
        into.Set("validImages", options.ValidImages);
        into.Set("augmentValid", options.AugmentValid);
        into.Set("kernels", options.Kernels);
        data.Describe(into);
        TorchDescription.Describe(into, network.Device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        optimizer.Dispose();
        network.Dispose();
    }

    /// <summary>The supernet that is being trained, for tests.</summary>
    internal SupernetNetwork Network => network;

    /// <summary>The optimizer of the search, for tests.</summary>
    internal SgdOptimizer Optimizer => optimizer;

    private static IReadOnlyList<IArchitectureCost> CostsOf(WarmSupernet supernet)
    {
        if (supernet.Space.Operations.Select(operation => supernet.Operations[operation]).Any(static d => d is { ConnectsNothing: false, Cost: null })) return [];
        var cost = new DartsNetworkCost(supernet.Skeleton with { AffineOperations = true }, supernet.Operations.CostsOf(supernet.Space), supernet.Space);
        return [cost.Flops, cost.Parameters];
    }

    private IEnumerable<(string Name, Tensor Tensor)> NamedTensors => network.NamedTensors.Select(static t => (t.Key, t.Value));

    private SgdOptimizer CreateOptimizer() => new(
        new SgdOptions
        {
            LearningRate = options.LearningRate, Momentum = options.Momentum, WeightDecay = options.WeightDecay,
            MaxGradientNorm = options.MaxGradientNorm, PreallocateMomentum = true,
        },
        network.NamedParameters);

    private void Train(Architecture architecture, CancellationToken abort)
    {
        var active = network.ActiveParameters(architecture);
        var forward = network.CompileTraining(architecture);
        for (int batch = 0; batch < options.Batches; batch++)
        {
            abort.ThrowIfCancellationRequested();
            TrainingStep.Run(optimizer, active, trainBatches, forward);
        }

        if (options.BatchNorm.RecalibrationBatches == 0) return;
        using var statistics = new NormStatistics(network.ActiveNorms(architecture));
        Recalibration.Run(network, architecture, statistics, trainBatches, options.BatchNorm.RecalibrationBatches, abort);
    }

    private ArchitectureScore Measure(Architecture architecture, int step, CancellationToken abort)
    {
        bool ownStatistics = options.BatchNorm.UsesBatchStatistics;
        using var statistics = new NormStatistics(ownStatistics ? network.ActiveNorms(architecture) : []);
        statistics.Save();
        using var pass = network.Compile(architecture, ownStatistics);
        var score = Measurement.Run(validBatches, batch => ValidBatch(step, batch), Logits, network.Device, abort);
        statistics.Restore();
        return score;

        Tensor Logits(Tensor images)
        {
            if (options.EvaluationPrecision == EvaluationPrecision.Float32) return pass.Run(images);
            using var reduced = images.to(bfloat16); // [B, image channels, H, W]
            using var logits = pass.Run(reduced); // [B, classes]
            return logits.to(float32);
        }
    }

    private ImageBatch ValidBatch(int step, int batch)
    {
        if (!options.AugmentValid) return validBatches.Batch(batch);
        var random = new RandomStream(options.Seed, ValidAugmentation, ((long)step * validBatches.Count) + batch);
        return validBatches.AugmentedBatch(batch, ref random);
    }
}

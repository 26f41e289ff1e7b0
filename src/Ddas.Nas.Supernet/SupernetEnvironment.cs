using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Operations;
using Ddas.Nas.Torch;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>
/// Algorithm 2 on a warmed supernet: discretize alpha, train the chosen operations for some batches of D_T, measure them on
/// D_V. It works on a copy of the warmed weights; one optimizer and one pass through D_T span the whole search. Weights,
/// momentum and BatchNorm statistics of operations that were not chosen stay as they are, bit for bit. Steps repeat bit for
/// bit on a CPU with the same seed and number of threads.
/// </summary>
public sealed class SupernetEnvironment : IEnvironment, IResumable, IDisposable
{
    private const string WeightsSection = "weights";

    private const string ValidAugmentation = RandomPurpose.Augmentation + "/valid";

    private readonly WarmSupernet supernet;
    private readonly SupernetEnvironmentOptions options;
    private readonly IRewardFunction reward;
    private readonly IDiscretizer discretizer;
    private readonly IArchitectureCost cost;
    private readonly SupernetNetwork network;
    private readonly BatchIterator trainBatches;
    private readonly EvaluationBatches validBatches;
    private SgdOptimizer optimizer;
    private ArchitectureScore previous;
    private int step;
    private bool abandoned;

    /// <summary>Creates an environment, ready for its first step.</summary>
    /// <param name="supernet">Where the search starts; it must outlive the environment.</param>
    /// <param name="data">D_T and D_V, of the image shape and classes of the supernet; it must outlive the environment.</param>
    /// <param name="options">Training and measurement; null for the paper's.</param>
    /// <param name="reward">The reward; null for <see cref="DdasReward"/>.</param>
    /// <param name="discretizer">Turns alpha into an architecture; null for <see cref="BestPairDiscretizer"/>.</param>
    /// <param name="cost">
    /// The cost that scores carry; null for that of the supernet's skeleton as a stand-alone network, with the operations' own
    /// cost rules. The cost of a caller's operation must be given by <see cref="Operations.OperationDefinition.Cost"/>.
    /// </param>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    /// <exception cref="ArgumentException">Images or classes are not the supernet's.</exception>
    public SupernetEnvironment(
        WarmSupernet supernet,
        SupernetData data,
        SupernetEnvironmentOptions? options = null,
        IRewardFunction? reward = null,
        IDiscretizer? discretizer = null,
        IArchitectureCost? cost = null)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SupernetEnvironmentOptions();
        options.Validate(data.Description.Valid);
        CheckImages(supernet.Skeleton, data);
        (this.supernet, this.options) = (supernet, options);
        (this.reward, this.discretizer) = (reward ?? new DdasReward(), discretizer ?? new BestPairDiscretizer());
        this.cost = cost ?? new DartsNetworkCost(supernet.Skeleton with { AffineOperations = true }, supernet.Operations.CostsOf(supernet.Space), supernet.Space);
        trainBatches = data.TrainBatches(options.BatchSize, options.Seed);
        validBatches = data.ValidBatches(options.EvaluationBatchSize, options.ValidImages, options.Seed);
        network = supernet.CreateNetwork(data.Device);
        optimizer = CreateOptimizer();
        previous = supernet.OneShot;
    }

    /// <inheritdoc/>
    public SearchSpaceDefinition Space => supernet.Space;

    /// <inheritdoc/>
    public ArchitectureScore OneShot => supernet.OneShot;

    /// <inheritdoc/>
    /// <remarks>Restores the warmed weights and statistics, forgets momentum, and begins D_T anew.</remarks>
    public ArchitectureWeights Reset()
    {
        supernet.CopyTo(network);
        Gradients.Clear(network.Parameters);
        optimizer.Dispose();
        optimizer = CreateOptimizer();
        trainBatches.Position = default;
        (previous, step, abandoned) = (supernet.OneShot, 0, false);
        return ArchitectureWeights.Constant(Space, 1);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A step was abandoned and neither <see cref="Reset"/> nor <see cref="Restore"/> called since.</exception>
    /// <exception cref="NonFiniteException">The weights diverged; the step counts as abandoned.</exception>
    /// <exception cref="SupernetMemoryException">A batch does not fit into memory; the step counts as abandoned.</exception>
    public EnvironmentStep Step(ArchitectureWeights action, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (!action.Space.Equals(Space)) throw new ArgumentException($"The environment is of space '{Space}', not '{action.Space}'.", nameof(action));
        if (abandoned) throw new InvalidOperationException("The step before was abandoned; call Reset first.");
        abandoned = true;
        var architecture = discretizer.Discretize(action);
        MemoryGuard.Run("training", options.BatchSize, network.Skeleton, network.Device, () => Train(architecture, cancel));
        var expense = cost.Of(architecture);
        var score = MemoryGuard.Run("measuring", options.EvaluationBatchSize, network.Skeleton, network.Device, () => Measure(architecture, cancel)) with { Flops = expense.FlopsPaper, Parameters = expense.Parameters };
        double value = reward.Reward(score, previous, OneShot);
        (previous, step, abandoned) = (score, step + 1, false);
        return new EnvironmentStep(architecture.Weights, value, architecture, score);
    }

    /// <inheritdoc/>
    /// <exception cref="NonFiniteException">The weights diverged.</exception>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Section(WeightsSection).AddTensors(NamedTensors);
        optimizer.Capture(state.Section("optimizer"));
        state.Set("environment", new SupernetEnvironmentMemo(step, previous, trainBatches.Position), SupernetJson.Compact.SupernetEnvironmentMemo);
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
        ArgumentNullException.ThrowIfNull(state);
        var memo = state.Get("environment", SupernetJson.Compact.SupernetEnvironmentMemo);
        trainBatches.Resume(memo.Position);
        CopyWeights(state, network);
        Gradients.Clear(network.Parameters);
        optimizer.Restore(state.Section("optimizer"));
        (previous, step, abandoned) = (memo.Previous, memo.Step, false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        network.Dispose();
    }

    /// <summary>The supernet that is being trained, for tests.</summary>
    internal SupernetNetwork Network => network;

    /// <summary>The optimizer of the search, for tests.</summary>
    internal SgdOptimizer Optimizer => optimizer;

    private static void CheckImages(NetworkSkeleton skeleton, SupernetData data)
    {
        var expected = new ImageShape(skeleton.ImageChannels, skeleton.ImageSize, skeleton.ImageSize);
        if (data.Shape != expected || data.Classes.Count != skeleton.Classes)
            throw new ArgumentException($"The supernet was made for images of {expected} in {skeleton.Classes} classes, but {data.Description.DataSet} has images of {data.Shape} in {data.Classes.Count}.", nameof(data));
    }

    private IEnumerable<(string Name, Tensor Tensor)> NamedTensors => network.NamedTensors.Select(static t => (t.Key, t.Value));

    private SgdOptimizer CreateOptimizer() => new(
        new SgdOptions
        {
            LearningRate = options.LearningRate, Momentum = options.Momentum, WeightDecay = options.WeightDecay,
            MaxGradientNorm = options.MaxGradientNorm, PreallocateMomentum = true,
        },
        network.NamedParameters);

    private void Train(Architecture architecture, CancellationToken cancel)
    {
        var active = network.ActiveParameters(architecture);
        for (int batch = 0; batch < options.Batches; batch++)
        {
            cancel.ThrowIfCancellationRequested();
            TrainingStep.Run(optimizer, active, trainBatches, images => network.Forward(images, architecture, training: true));
        }

        if (options.BatchNorm.RecalibrationBatches > 0) Recalibrate(architecture, cancel);
    }

    private void Recalibrate(Architecture architecture, CancellationToken cancel)
    {
        using var grad = no_grad();
        using var statistics = new NormStatistics(network.ActiveNorms(architecture));
        using var pass = network.Compile(architecture, batchStatistics: true);
        for (int batch = 1; batch <= options.BatchNorm.RecalibrationBatches; batch++)
        {
            cancel.ThrowIfCancellationRequested();
            statistics.Average(batch);
            using var scope = NewDisposeScope();
            using var images = trainBatches.Next();
            pass.Run(images.Images).Dispose();
        }
    }

    private ArchitectureScore Measure(Architecture architecture, CancellationToken cancel)
    {
        bool ownStatistics = options.BatchNorm.UsesBatchStatistics;
        using var statistics = new NormStatistics(ownStatistics ? network.ActiveNorms(architecture) : []);
        statistics.Save();
        using var pass = network.Compile(architecture, ownStatistics);
        var score = Measurement.Run(validBatches, ValidBatch, Logits, network.Device, cancel);
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

    private ImageBatch ValidBatch(int batch)
    {
        if (!options.AugmentValid) return validBatches.Batch(batch);
        var random = new RandomStream(options.Seed, ValidAugmentation, ((long)step * validBatches.Count) + batch);
        return validBatches.AugmentedBatch(batch, ref random);
    }
}

using System.Globalization;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Supernet.Operations;
using Ddas.Nas.Torch;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Training;

/// <summary>
/// Trains the network of a found cell from scratch, as DARTS and the paper do (Section V-C): SGD with momentum along a cosine,
/// crop, flip and cutout, an auxiliary head, paths that are dropped ever more often; the accuracy after the last epoch
/// counts. The same seed gives the same weights bit for bit on a CPU with the same number of threads.
/// </summary>
public sealed class CellTrainer
{
    private const int SmallestSideOfAuxiliaryHead = 16;

    private readonly CellTrainerOptions options;
    private readonly SearchSpaceDefinition space;
    private readonly OperationTable operations;

    /// <summary>Prepares trainings.</summary>
    /// <param name="options">Size and training; null for the paper's.</param>
    /// <param name="space">The space; null for <see cref="SearchSpaceDefinition.Darts"/>.</param>
    /// <param name="operations">What the operations compute and cost; null for <see cref="OperationTable.Darts"/>.</param>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public CellTrainer(CellTrainerOptions? options = null, SearchSpaceDefinition? space = null, OperationTable? operations = null)
    {
        this.options = options ?? new CellTrainerOptions();
        this.options.Validate();
        (this.space, this.operations) = (space ?? SearchSpaceDefinition.Darts, operations ?? OperationTable.Darts);
    }

    /// <summary>What is known of a training before it begins: its manifest without results. Checkpoints refer to it.</summary>
    /// <inheritdoc cref="Run" path="/param"/>
    /// <exception cref="ArgumentException">As for <see cref="Run"/>.</exception>
    public TrainedCellManifest Describe(Genotype genotype, CellTrainingData data)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(data);
        CheckSide(data);
        var skeleton = new NetworkSkeleton
        {
            Channels = options.Channels, Cells = options.Cells, Classes = data.Classes.Count, ImageSize = data.Shape.Height, ImageChannels = data.Shape.Channels,
        };
        var cost = new DartsNetworkCost(skeleton, operations.CostsOf(space), space).Of(genotype.ToArchitecture(space));
        return new TrainedCellManifest
        {
            Space = space.Name,
            Genotype = genotype.ToString(),
            Network = skeleton,
            AuxiliaryHead = HasAuxiliaryHead,
            Parameters = cost.Parameters,
            ParametersWithAuxiliary = cost.ParametersWithAuxiliary,
            FlopsPaper = cost.FlopsPaper,
            Options = OptionTexts(data).ToDictionary(static o => o.Name, static o => Convert.ToString(o.Value, CultureInfo.InvariantCulture)!),
            Seed = options.Seed,
            Mean = data.Normalization.Mean,
            Deviation = data.Normalization.Deviation,
            ClassNames = data.Classes,
            History = [],
            LibraryVersion = RunManifest.CurrentLibraryVersion,
            LibtorchVersion = TorchNative.Describe().LibtorchVersion,
            Threads = get_num_threads(),
            ProcessorFeatures = ProcessorFeatures.Current,
            Device = data.Device.ToString(),
            Dataset = data.Dataset,
            Start = DateTimeOffset.Now,
        };
    }

    /// <summary>Trains a cell on the device where the images are.</summary>
    /// <param name="genotype">The cell; <c>none</c> may be in it.</param>
    /// <param name="data">Training and test images.</param>
    /// <param name="progress">Told after every batch and every epoch; null for nobody.</param>
    /// <param name="checkpoints">Written when due, counted in batches, and on <paramref name="cancel"/>; null for none.</param>
    /// <param name="from">A checkpoint that <paramref name="checkpoints"/> gave, to go on from; null to begin anew.</param>
    /// <param name="cancel">Ends the training after the batch under way: for good, or with <paramref name="checkpoints"/> so that it can go on later.</param>
    /// <returns>The trained cell, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The genotype does not fit the space, or images are too small for the auxiliary head.</exception>
    /// <exception cref="NonFiniteException">The weights diverged; no checkpoint was written of that.</exception>
    /// <exception cref="SupernetMemoryException">A batch does not fit into memory.</exception>
    /// <exception cref="CheckpointException"><paramref name="from"/> does not fit the options.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The training was ended.</exception>
    public TrainedCell Run(
        Genotype genotype, CellTrainingData data, IProgress<CellTrainingProgress>? progress = null, CheckpointFolder? checkpoints = null, Checkpoint? from = null, CancellationToken cancel = default)
    {
        var manifest = Describe(genotype, data);
        var network = new StandAloneNetwork(genotype, manifest.Network, options.Seed, HasAuxiliaryHead, new NetworkOptions { Space = space, Operations = operations, Device = data.Device });
        try
        {
            using var training = new CellTraining(options, network, data);
            if (from is not null) training.Restore(from.State);
            Finish(training, progress, checkpoints, cancel);
            return new TrainedCell(network, manifest with
            {
                TestAccuracy = training.TestScore!.Accuracy, TestLoss = training.TestScore.Loss, History = training.History, End = DateTimeOffset.Now,
            });
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private bool HasAuxiliaryHead => options.AuxiliaryWeight > 0;

    private static void Finish(CellTraining training, IProgress<CellTrainingProgress>? progress, CheckpointFolder? checkpoints, CancellationToken cancel)
    {
        try
        {
            while (!training.IsComplete)
            {
                var done = training.Advance(cancel);
                if (done.Completed is not null || done.Batch < done.Batches) progress?.Report(done);
                if (checkpoints?.IsDue(training.BatchesDone) == true) checkpoints.Write(training.BatchesDone, training.Capture);
            }
        }
        catch (OperationCanceledException)
        {
            checkpoints?.Write(training.BatchesDone, training.Capture);
            throw;
        }
    }

    private void CheckSide(CellTrainingData data)
    {
        if (HasAuxiliaryHead && data.Shape.Height < SmallestSideOfAuxiliaryHead)
        {
            throw new ArgumentException(
                $"Images of {data.Shape.Height} x {data.Shape.Width} are too small for an auxiliary head, which needs a side of {SmallestSideOfAuxiliaryHead}; set {nameof(CellTrainerOptions.AuxiliaryWeight)} to 0 or bring images to a larger side.",
                nameof(data));
        }
    }

    private IEnumerable<(string Name, object Value)> OptionTexts(CellTrainingData data) =>
    [
        ("epochs", options.Epochs), ("batch", options.BatchSize), ("learningRate", options.LearningRate), ("finalLearningRate", options.FinalLearningRate),
        ("momentum", options.Momentum), ("weightDecay", options.WeightDecay), ("maxGradientNorm", options.MaxGradientNorm), ("dropPath", options.DropPath),
        ("auxiliaryWeight", options.AuxiliaryWeight), ("evaluateEvery", options.EvaluateEvery), ("evaluationBatch", options.EvaluationBatchSize),
        ("padding", data.Augmentation.Padding), ("flip", data.Augmentation.Flip), ("cutout", data.Augmentation.Cutout),
    ];
}

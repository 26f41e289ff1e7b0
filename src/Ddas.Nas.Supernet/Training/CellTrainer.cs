using System.Globalization;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Records;
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
        CellTrainerOptionsValidator.Validate(this.options);
        (this.space, this.operations) = (space ?? SearchSpaceDefinition.Darts, operations ?? OperationTable.Darts);
    }

    /// <summary>Trains a cell on the device where the images are.</summary>
    /// <param name="genotype">The cell; <c>none</c> may be in it.</param>
    /// <param name="data">Training and test images.</param>
    /// <param name="progress">Told after every batch and every epoch; null for nobody.</param>
    /// <param name="cancel">Abandons the training.</param>
    /// <returns>The trained cell, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The genotype does not fit the space, or images are too small for the auxiliary head.</exception>
    /// <exception cref="InvalidOperationException">The weights diverged.</exception>
    /// <exception cref="OperationCanceledException">The training was abandoned.</exception>
    public TrainedCell Run(Genotype genotype, CellTrainingData data, IProgress<CellTrainingProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(data);
        var start = DateTimeOffset.Now;
        var network = CreateNetwork(genotype, data);
        try
        {
            using var training = new CellTraining(options, network, data);
            while (!training.IsComplete)
            {
                var done = training.Advance(cancel);
                progress?.Report(done);
            }

            return new TrainedCell(network, Describe(network, data, training) with { Start = start, End = DateTimeOffset.Now });
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private StandAloneNetwork CreateNetwork(Genotype genotype, CellTrainingData data)
    {
        bool auxiliaryHead = options.AuxiliaryWeight > 0;
        if (auxiliaryHead && data.Shape.Height < SmallestSideOfAuxiliaryHead)
        {
            throw new ArgumentException(
                $"Images of {data.Shape.Height} x {data.Shape.Width} are too small for an auxiliary head, which needs a side of {SmallestSideOfAuxiliaryHead}; set {nameof(CellTrainerOptions.AuxiliaryWeight)} to 0 or bring images to a larger side.",
                nameof(data));
        }

        var skeleton = new NetworkSkeleton
        {
            Channels = options.Channels, Cells = options.Cells, Classes = data.Classes.Count, ImageSize = data.Shape.Height, ImageChannels = data.Shape.Channels,
        };
        return new StandAloneNetwork(genotype, skeleton, options.Seed, auxiliaryHead, space, operations, data.Device);
    }

    private TrainedCellManifest Describe(StandAloneNetwork network, CellTrainingData data, CellTraining training)
    {
        var cost = new DartsNetworkCost(network.Skeleton, operations.CostsOf(space), space).Of(network.Genotype.ToArchitecture(space));
        return new TrainedCellManifest
        {
            Space = space.Name,
            Genotype = network.Genotype.ToString(),
            Network = network.Skeleton,
            AuxiliaryHead = options.AuxiliaryWeight > 0,
            Parameters = cost.Parameters,
            ParametersWithAuxiliary = cost.ParametersWithAuxiliary,
            FlopsPaper = cost.FlopsPaper,
            Options = OptionTexts(data).ToDictionary(static o => o.Name, static o => Convert.ToString(o.Value, CultureInfo.InvariantCulture)!),
            Seed = options.Seed,
            Mean = data.Normalization.Mean,
            Deviation = data.Normalization.Deviation,
            ClassNames = data.Classes,
            TestAccuracy = training.TestScore?.Accuracy,
            TestLoss = training.TestScore?.Loss,
            History = training.History,
            LibraryVersion = RunManifest.CurrentLibraryVersion,
            LibtorchVersion = TorchNative.Describe().LibtorchVersion,
            Threads = get_num_threads(),
            ProcessorFeatures = ProcessorFeatures.Current,
            Device = data.Device.ToString(),
            Dataset = data.Dataset,
            Start = default,
        };
    }

    private IEnumerable<(string Name, object Value)> OptionTexts(CellTrainingData data) =>
    [
        ("epochs", options.Epochs), ("batch", options.BatchSize), ("learningRate", options.LearningRate), ("finalLearningRate", options.FinalLearningRate),
        ("momentum", options.Momentum), ("weightDecay", options.WeightDecay), ("maxGradientNorm", options.MaxGradientNorm), ("dropPath", options.DropPath),
        ("auxiliaryWeight", options.AuxiliaryWeight), ("padding", data.Augmentation.Padding), ("flip", data.Augmentation.Flip), ("cutout", data.Augmentation.Cutout),
    ];
}

using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Internal;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Torch;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Training;

/// <summary>
/// Trains the network of a found cell from scratch, as DARTS and the paper do (Section V-C): SGD with momentum along a cosine,
/// crop, flip and cutout, an auxiliary head, paths that are dropped ever more often; the accuracy after the last epoch
/// counts. <see cref="Run"/> begins the training, goes on with it where it was cut off, or reads the cell where the folder
/// holds it already. The same seed gives the same weights bit for bit on a CPU with the same number of threads.
/// </summary>
public sealed class CellTrainer
{
    private const int SmallestSideOfAuxiliaryHead = 16;

    private readonly string? folder;
    private readonly CellTrainingData data;
    private readonly Genotype genotype;
    private readonly CellTrainerOptions options;

    /// <summary>Prepares a training; nothing is read or written yet.</summary>
    /// <param name="folder">Where the cell is kept; null to keep nothing on the disk.</param>
    /// <param name="data">Training and test images.</param>
    /// <param name="genotype">The cell; <c>none</c> may be in it.</param>
    /// <param name="options">Size, training, and how to deal with the folder; null for the paper's.</param>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    /// <exception cref="ArgumentException">The genotype does not fit the space, or images are too small for the auxiliary head.</exception>
    public CellTrainer(string? folder, CellTrainingData data, Genotype genotype, CellTrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(genotype);
        this.options = options ?? new CellTrainerOptions();
        this.options.Validate();
        (this.folder, this.data, this.genotype) = (folder is null ? null : Path.GetFullPath(folder), data, genotype);
        genotype.ToArchitecture(this.options.Space);
        CheckSide();
    }

    /// <summary>What the training is made with.</summary>
    public RunDescription Description
    {
        get
        {
            var description = new RunDescription();
            description.Set("space", options.Space.Name);
            description.Set("genotype", genotype);
            description.SetSeed(options.Seed);
            description.Set("channels", options.Channels);
            description.Set("cells", options.Cells);
            foreach (var (name, value) in OptionTexts()) description.Set(name, value);
            data.Describe(description);
            TorchDescription.Describe(description, data.Device);
            return description;
        }
    }

    /// <summary>Brings the training to its end, on the device where the images are.</summary>
    /// <param name="progress">Told after every batch and every epoch, on this thread; null for nobody.</param>
    /// <param name="cancel">Finishes the batch under way, writes a checkpoint, and throws; run again, the training goes on.</param>
    /// <returns>The trained cell, which the caller disposes.</returns>
    /// <exception cref="NonFiniteException">The weights diverged; no checkpoint was written of that.</exception>
    /// <exception cref="SupernetMemoryException">A batch does not fit into memory.</exception>
    /// <exception cref="FolderInUseException">Another process holds the folder.</exception>
    /// <exception cref="RunFolderException">The folder cannot be written, or holds a training that is to be refused.</exception>
    /// <exception cref="RunConditionsException">The folder holds a cell that was trained under other conditions, and that is not accepted.</exception>
    /// <exception cref="TrainedCellException">The folder's cell is damaged, or the cell cannot be written.</exception>
    /// <exception cref="CheckpointException">No checkpoint can be used.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainedCell Run(IProgress<RunProgress>? progress = null, CancellationToken cancel = default)
    {
        using var span = SupernetTelemetry.Begin("training");
        using var training = new CellTraining(options, Manifest(), data, progress);
        return RunEngine.Run(folder, training, options.Run, cancel);
    }

    private bool HasAuxiliaryHead => options.AuxiliaryWeight > 0;

    private TrainedCellManifest Manifest()
    {
        var skeleton = new NetworkSkeleton
        {
            Channels = options.Channels, Cells = options.Cells, Classes = data.Classes.Count, ImageSize = data.Shape.Height, ImageChannels = data.Shape.Channels,
        };
        var cost = new DartsNetworkCost(skeleton, options.Operations.CostsOf(options.Space), options.Space).Of(genotype.ToArchitecture(options.Space));
        return new TrainedCellManifest
        {
            Space = options.Space.Name,
            Genotype = genotype.ToString(),
            Name = options.Name,
            Source = options.Source,
            Network = skeleton,
            AuxiliaryHead = HasAuxiliaryHead,
            Parameters = cost.Parameters,
            ParametersWithAuxiliary = cost.ParametersWithAuxiliary,
            FlopsPaper = cost.FlopsPaper,
            Options = OptionTexts().ToDictionary(static o => o.Name, static o => Convert.ToString(o.Value, CultureInfo.InvariantCulture)!),
            Conditions = RunConditions.Of(Description).Entries,
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

    private void CheckSide()
    {
        if (HasAuxiliaryHead && data.Shape.Height < SmallestSideOfAuxiliaryHead)
        {
            throw new ArgumentException(
                $"Images of {data.Shape.Height} x {data.Shape.Width} are too small for an auxiliary head, which needs a side of {SmallestSideOfAuxiliaryHead}; set {nameof(CellTrainerOptions.AuxiliaryWeight)} to 0 or bring images to a larger side.",
                nameof(data));
        }
    }

    private IEnumerable<(string Name, object Value)> OptionTexts() =>
    [
        ("epochs", options.Epochs), ("batch", options.BatchSize), ("learningRate", options.LearningRate), ("finalLearningRate", options.FinalLearningRate),
        ("momentum", options.Momentum), ("weightDecay", options.WeightDecay), ("maxGradientNorm", options.MaxGradientNorm), ("dropPath", options.DropPath),
        ("auxiliaryWeight", options.AuxiliaryWeight), ("evaluateEvery", options.EvaluateEvery), ("evaluationBatch", options.EvaluationBatchSize),
        ("padding", data.Augmentation.Padding), ("flip", data.Augmentation.Flip), ("cutout", data.Augmentation.Cutout),
    ];
}

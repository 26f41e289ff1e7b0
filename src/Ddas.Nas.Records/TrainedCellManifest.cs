using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Records;

/// <summary>
/// <c>manifest.json</c> of a trained cell's folder: which architecture, as which network, trained how, and how well it did.
/// The weights stand beside it in <c>network.safetensors</c>.
/// </summary>
public sealed record TrainedCellManifest
{
    /// <summary>The version of this layout that the library writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of this layout.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>Name of the search space.</summary>
    public required string Space { get; init; }

    /// <summary>DARTS' text of the architecture, in the order that its weights follow.</summary>
    public required string Genotype { get; init; }

    /// <summary>Name of a published cell; null for a found one.</summary>
    public string? Name { get; init; }

    /// <summary>The step of a search that found the architecture; null where none did.</summary>
    public TrainedCellSource? Source { get; init; }

    /// <summary>The network around the cells.</summary>
    public required NetworkSkeleton Network { get; init; }

    /// <summary>Whether the network was trained with an auxiliary head, whose weights stand in the file.</summary>
    public required bool AuxiliaryHead { get; init; }

    /// <summary>Parameters without the auxiliary head.</summary>
    public required long Parameters { get; init; }

    /// <summary>Parameters with the auxiliary head, as the paper prints them.</summary>
    public required long ParametersWithAuxiliary { get; init; }

    /// <summary>FLOPs in the paper's convention, without the auxiliary head.</summary>
    public required long FlopsPaper { get; init; }

    /// <summary>Every training option by its name, the defaults too, as text in the invariant culture.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>What the cell's weights depend on, as a training that goes on compares it; null in folders of version 0.1.</summary>
    public IReadOnlyDictionary<string, string>? Conditions { get; init; }

    /// <summary>SHA-256 of the file of weights, in lower-case hexadecimal digits; null in folders of version 0.1.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The training's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Mean of the training images by channel, on the scale 0 to 1: what the network's input is normalized with.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Standard deviation of the training images by channel.</summary>
    public required IReadOnlyList<double> Deviation { get; init; }

    /// <summary>Names of the classes, in the order of the network's outputs; null where the data set has none.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Accuracy on the test images after the last epoch, a fraction; null while it trains.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Mean cross-entropy on the test images after the last epoch; null while it trains.</summary>
    public double? TestLoss { get; init; }

    /// <summary>The epochs so far.</summary>
    public required IReadOnlyList<TrainedCellEpoch> History { get; init; }

    /// <summary>Version of the library that trained it.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>Version of libtorch.</summary>
    public string? LibtorchVersion { get; init; }

    /// <summary>Number of computing threads.</summary>
    public required int Threads { get; init; }

    /// <summary>The processor's instruction sets, as <see cref="Records.ProcessorFeatures.Current"/> says them.</summary>
    public required string ProcessorFeatures { get; init; }

    /// <summary>Where tensors lived, for example <c>cpu</c> or <c>cuda:0</c>.</summary>
    public required string Device { get; init; }

    /// <summary>What it was trained and tested on.</summary>
    public required RunDataset Dataset { get; init; }

    /// <summary>When the training began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ended; null while it trains, or where it was cut off.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="RecordFormatException">It is none, or of a later version; the message names the file and says where.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static TrainedCellManifest Load(string path) =>
        ManifestFile.Load(path, RecordsJson.Indented.TrainedCellManifest, CurrentSchemaVersion, static m => (m.SchemaVersion, m.LibraryVersion));

    /// <summary>Writes the manifest; the file is replaced as a whole.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => ManifestFile.Save(path, this, RecordsJson.Indented.TrainedCellManifest);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet;

/// <summary><c>manifest.json</c> of a supernet folder.</summary>
internal sealed record SupernetManifest
{
    public const int CurrentSchemaVersion = 1;

    public required int SchemaVersion { get; init; }

    public required string Space { get; init; }

    public required string[] CellKinds { get; init; }

    public required string[] Operations { get; init; }

    public required int Cells { get; init; }

    public required int Channels { get; init; }

    public required int StemMultiplier { get; init; }

    public required int Image { get; init; }

    public required int ImageChannels { get; init; }

    public required int Classes { get; init; }

    public required DataSetEntry DataSet { get; init; }

    public required NormalizationEntry Normalization { get; init; }

    public required SplitEntry Split { get; init; }

    public required ScoreEntry OneShot { get; init; }

    public required EpochEntry[] History { get; init; }

    /// <summary>SHA-256 of the file of weights, in lower-case hexadecimal digits; null in folders of version 0.1.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What the supernet was made with; null in folders of version 0.1.</summary>
    public Dictionary<string, string>? Conditions { get; init; }

    [JsonIgnore]
    public NetworkSkeleton Skeleton => new()
    {
        Cells = Cells, Channels = Channels, StemMultiplier = StemMultiplier, ImageSize = Image, ImageChannels = ImageChannels, Classes = Classes,
    };

    [JsonIgnore]
    public SupernetDataDescription Data => new(
        DataSet.Name, DataSet.Checksum, Split.Train, Split.Valid, Split.Stratified, Split.Seed, new Normalization(Normalization.Mean, Normalization.Deviation));

    public static SupernetManifest Of(WarmSupernet supernet, string sha256, RunConditions? conditions) => new()
    {
        SchemaVersion = CurrentSchemaVersion,
        Space = supernet.Space.Name,
        CellKinds = [.. supernet.Space.CellKinds],
        Operations = NamesOf(supernet.Space),
        Cells = supernet.Skeleton.Cells,
        Channels = supernet.Skeleton.Channels,
        StemMultiplier = supernet.Skeleton.StemMultiplier,
        Image = supernet.Skeleton.ImageSize,
        ImageChannels = supernet.Skeleton.ImageChannels,
        Classes = supernet.Skeleton.Classes,
        Sha256 = sha256,
        Conditions = conditions?.Entries.ToDictionary(),
        DataSet = new(supernet.Data.DataSet, supernet.Data.Checksum),
        Normalization = new([.. supernet.Data.Normalization.Mean], [.. supernet.Data.Normalization.Deviation]),
        Split = new(supernet.Data.Train, supernet.Data.Valid, supernet.Data.Stratified, supernet.Data.SplitSeed),
        OneShot = ScoreEntry.Of(supernet.OneShot)!,
        History = [.. supernet.History.Select(EpochEntry.Of)],
    };

    public static string[] NamesOf(SearchSpaceDefinition space) => [.. space.Operations.Select(static o => o.Name)];

    public IReadOnlyList<WarmupEpoch> Epochs() =>
        [.. History.Select(static e => e.ToEpoch())];

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, SupernetJson.Indented.SupernetManifest);

    /// <exception cref="JsonException">The text is no manifest.</exception>
    public static SupernetManifest Read(string json) =>
        JsonSerializer.Deserialize(json, SupernetJson.Indented.SupernetManifest) ?? throw new JsonException("it is null");

    internal sealed record DataSetEntry(string Name, string Checksum);

    internal sealed record NormalizationEntry(double[] Mean, double[] Deviation);

    internal sealed record SplitEntry(int Train, int Valid, bool Stratified, long Seed);

    internal sealed record ScoreEntry(double Accuracy, double Loss)
    {
        public static ScoreEntry? Of(ArchitectureScore? score) => score is null ? null : new(score.Accuracy, score.Loss);

        public ArchitectureScore ToScore() => new(Accuracy, Loss);
    }

    internal sealed record EpochEntry(int Epoch, double LearningRate, double TrainLoss, ScoreEntry? OneShot)
    {
        public static EpochEntry Of(WarmupEpoch epoch) => new(epoch.Epoch, epoch.LearningRate, epoch.TrainLoss, ScoreEntry.Of(epoch.OneShot));

        public WarmupEpoch ToEpoch() => new(Epoch, LearningRate, TrainLoss, OneShot?.ToScore());
    }
}

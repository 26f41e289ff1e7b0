using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Records;

/// <summary>
/// <c>manifest.json</c> of a run: all that its results depend on. A run repeats bit for bit on a CPU where everything here
/// but <see cref="Start"/>, <see cref="End"/> and <see cref="Resumptions"/> is the same.
/// </summary>
public sealed record RunManifest
{
    /// <summary>The version of this layout that the library writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of this library.</summary>
    public static string CurrentLibraryVersion { get; } = typeof(RunManifest).Assembly.GetName().Version!.ToString(3);

    /// <summary>The version of this layout.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>Name of the search space.</summary>
    public required string Space { get; init; }

    /// <summary>Every option by its name, the defaults too, as text in the invariant culture.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>What no result depends on, such as paths and limits of time; null where nothing was noted.</summary>
    public IReadOnlyDictionary<string, string>? Notes { get; init; }

    /// <summary>The version of results, which is raised when the same options give other figures than before; null in manifests of version 0.1.</summary>
    public int? ResultsVersion { get; init; }

    /// <summary>The command line that repeats the run; null where no command made it.</summary>
    public string? Command { get; init; }

    /// <summary>The run's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Version of the library that made the run.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>Version of libtorch; null where none was loaded.</summary>
    public string? LibtorchVersion { get; init; }

    /// <summary>Number of computing threads; null where results do not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>The processor's instruction sets, as <see cref="Records.ProcessorFeatures.Current"/> says them.</summary>
    public required string ProcessorFeatures { get; init; }

    /// <summary>Where tensors lived, for example <c>cpu</c> or <c>cuda:0</c>.</summary>
    public required string Device { get; init; }

    /// <summary>What was measured on; null where nothing was read (a synthetic environment).</summary>
    public RunDataset? Dataset { get; init; }

    /// <summary>Accuracy of the one-shot network (or a table's mean), a fraction.</summary>
    public double? OneShotAccuracy { get; init; }

    /// <summary>Loss of the one-shot network (or a table's mean).</summary>
    public double? OneShotLoss { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ended; null while it runs, or where it was cut off.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>When the run was cut off and went on; null where it never was.</summary>
    public IReadOnlyList<RunResumption>? Resumptions { get; init; }

    /// <summary>Steps that were rolled back, since they produced numbers that are not finite, and so have no record; null where there are none.</summary>
    public IReadOnlyList<int>? RolledBack { get; init; }

    /// <summary>The manifest of a run that begins now.</summary>
    /// <param name="description">What its parts say of themselves.</param>
    /// <param name="space">Name of its search space.</param>
    /// <param name="reference">Accuracy and loss that its rewards refer to.</param>
    public static RunManifest Of(RunDescription description, string space, ArchitectureScore reference)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(reference);
        return new RunManifest
        {
            Space = space,
            Options = new Dictionary<string, string>(description.Options),
            Notes = description.Notes.Count > 0 ? new Dictionary<string, string>(description.Notes) : null,
            ResultsVersion = RunConditions.ResultsVersion,
            Seed = description.Seed ?? 0,
            LibraryVersion = CurrentLibraryVersion,
            LibtorchVersion = description.LibtorchVersion,
            Threads = description.Threads,
            ProcessorFeatures = Records.ProcessorFeatures.Current,
            Device = description.Device ?? "cpu",
            Dataset = description.Dataset is var (name, checksum) ? new RunDataset(name, checksum) : null,
            OneShotAccuracy = reference.Accuracy,
            OneShotLoss = reference.Loss,
            Start = DateTimeOffset.Now,
        };
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="RecordFormatException">It is none, or of a later version; the message names the file and says where.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static RunManifest Load(string path) =>
        ManifestFile.Load(path, RecordsJson.Indented.RunManifest, CurrentSchemaVersion, static m => (m.SchemaVersion, m.LibraryVersion));

    /// <summary>Writes the manifest; the file is replaced as a whole.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => ManifestFile.Save(path, this, RecordsJson.Indented.RunManifest);
}

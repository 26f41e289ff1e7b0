using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>
/// What the results of a run depend on, as named texts: options, seed, data, threads, processor features, device, versions
/// of library and libtorch. A run that goes on under other conditions does not end as it would have.
/// </summary>
/// <param name="Entries">The conditions, by the names that messages use.</param>
public sealed record RunConditions(IReadOnlyDictionary<string, string> Entries)
{
    private const string Absent = "absent", DataSet = "data set";

    /// <summary>The conditions of a run as its manifest says them.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="neutralOptions">Names of options on which no result depends (paths, display), or that the manifest says otherwise (seed, threads).</param>
    public static RunConditions Of(RunManifest manifest, IEnumerable<string>? neutralOptions = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return Of(
            manifest.Options, neutralOptions,
            ("space", manifest.Space), ("seed", Text(manifest.Seed)), (DataSet, manifest.Dataset?.Checksum), ("device", manifest.Device),
            ("threads", Text(manifest.Threads)), ("processor features", manifest.ProcessorFeatures), ("libtorch", manifest.LibtorchVersion), ("library", manifest.LibraryVersion),
            ("one-shot accuracy", Text(manifest.OneShotAccuracy)), ("one-shot loss", Text(manifest.OneShotLoss)));
    }

    /// <summary>The conditions of the training of a cell as its manifest says them.</summary>
    /// <inheritdoc cref="Of(RunManifest, IEnumerable{string})"/>
    public static RunConditions Of(TrainedCellManifest manifest, IEnumerable<string>? neutralOptions = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return Of(
            manifest.Options, neutralOptions,
            ("space", manifest.Space), ("genotype", manifest.Genotype), ("network", manifest.Network.ToString()), ("auxiliary head", manifest.AuxiliaryHead ? "yes" : "no"),
            ("seed", Text(manifest.Seed)), (DataSet, manifest.Dataset.Checksum), ("device", manifest.Device),
            ("threads", Text(manifest.Threads)), ("processor features", manifest.ProcessorFeatures), ("libtorch", manifest.LibtorchVersion), ("library", manifest.LibraryVersion));
    }

    /// <summary>These conditions and one more.</summary>
    public RunConditions With(string name, string text) => new(new Dictionary<string, string>(Entries) { [name] = text });

    /// <summary>What differs from the conditions of an earlier part, a clause for each, such as <c>threads is 2, but was 1</c>.</summary>
    public IReadOnlyList<string> DifferencesFrom(RunConditions earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return
        [
            .. Entries.Keys.Union(earlier.Entries.Keys).Order(StringComparer.Ordinal)
                .Select(name => (Name: name, Now: Entries.GetValueOrDefault(name, Absent), Then: earlier.Entries.GetValueOrDefault(name, Absent)))
                .Where(static entry => entry.Now != entry.Then && !(entry.Name == DataSet && entry.Now == RunDataset.WithAlgorithm(entry.Then)))
                .Select(static entry => $"{entry.Name} is {entry.Now}, but was {entry.Then}"),
        ];
    }

    private static RunConditions Of(IReadOnlyDictionary<string, string> options, IEnumerable<string>? neutral, params (string Name, string? Text)[] others)
    {
        var left = (neutral ?? []).ToHashSet(StringComparer.Ordinal);
        var entries = options.Where(option => !left.Contains(option.Key)).ToDictionary(static option => $"option {option.Key}", static option => option.Value);
        foreach (var (name, text) in others) entries.Add(name, text ?? Absent);
        return new RunConditions(entries);
    }

    private static string Text<T>(T value) => FormattableString.Invariant($"{value}");
}

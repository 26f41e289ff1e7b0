using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>
/// What the results of a run depend on, as named texts: options, seeds, data, threads, processor features, device, versions
/// of results and of libtorch. A run that goes on under other conditions does not end as it would have.
/// </summary>
/// <param name="Entries">The conditions, by the names that messages use.</param>
public sealed record RunConditions(IReadOnlyDictionary<string, string> Entries)
{
    private const string Absent = "absent", DataSet = "data set";

    /// <summary>Raised when the same options give other figures than an earlier version's; so a run is never continued, or taken for finished, across such a change.</summary>
    public const int ResultsVersion = 1;

    /// <summary>The conditions of a search as its manifest says them.</summary>
    public static RunConditions Of(RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return Of(
            manifest.Options,
            ("space", manifest.Space), (DataSet, manifest.Dataset?.Checksum), ("device", manifest.Device),
            ("threads", Text(manifest.Threads)), ("processor features", manifest.ProcessorFeatures), ("libtorch", manifest.LibtorchVersion), ("results version", Text(manifest.ResultsVersion)),
            ("one-shot accuracy", Text(manifest.OneShotAccuracy)), ("one-shot loss", Text(manifest.OneShotLoss)));
    }

    /// <summary>The conditions of a warm-up or a training as its parts describe them.</summary>
    public static RunConditions Of(RunDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        string? data = description.Dataset is var (_, checksum) ? RunDataset.WithAlgorithm(checksum) : null;
        return Of(
            description.Options,
            (DataSet, data), ("device", description.Device ?? "cpu"), ("threads", Text(description.Threads)), ("processor features", ProcessorFeatures.Current),
            ("libtorch", description.LibtorchVersion), ("results version", Text<int?>(ResultsVersion)));
    }

    /// <summary>What differs from the conditions of an earlier part, a clause for each, such as <c>threads is 2, but was 1</c>.</summary>
    public IReadOnlyList<string> DifferencesFrom(RunConditions earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return
        [
            .. Entries.Keys.Union(earlier.Entries.Keys).Order(StringComparer.Ordinal)
                .Select(name => (Name: name, Now: Entries.GetValueOrDefault(name, Absent), Then: earlier.Entries.GetValueOrDefault(name, Absent)))
                .Where(static entry => entry.Now != entry.Then)
                .Select(static entry => $"{entry.Name} is {entry.Now}, but was {entry.Then}"),
        ];
    }

    /// <summary>Refuses what differs from the conditions of an earlier part, or, where changes are accepted, warns of it.</summary>
    /// <param name="earlier">The conditions of the earlier part.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="acceptChanges">Whether the conditions may differ.</param>
    /// <param name="warning">What the warning says before the differences.</param>
    /// <param name="warn">Told of accepted changes; null for nobody.</param>
    /// <returns>What differs, as <see cref="DifferencesFrom"/> says it.</returns>
    /// <exception cref="RunConditionsException">The conditions differ, and that is not accepted.</exception>
    internal IReadOnlyList<string> Accept(RunConditions earlier, string folder, bool acceptChanges, string warning, Action<string>? warn)
    {
        var differences = DifferencesFrom(earlier);
        if (differences.Count == 0) return differences;
        if (!acceptChanges) throw RunConditionsException.Of(folder, differences);
        warn?.Invoke($"{warning}: {string.Join("; ", differences)}.");
        return differences;
    }

    private static RunConditions Of(IReadOnlyDictionary<string, string> options, params (string Name, string? Text)[] others)
    {
        var entries = options.ToDictionary(static option => $"option {option.Key}", static option => option.Value);
        foreach (var (name, text) in others) entries.Add(name, text ?? Absent);
        return new RunConditions(entries);
    }

    private static string? Text<T>(T value) => value is null ? null : FormattableString.Invariant($"{value}");
}

using Ddas.Nas.Tool.Commands;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>A run that is in the folder of a search already.</summary>
internal static class FoundRun
{
    /// <summary>The run's manifest; null where there is no run.</summary>
    /// <param name="job">The search.</param>
    /// <param name="dataset">Name of the data set that is reproduced on.</param>
    /// <exception cref="UsageException">It was made with another seed, other options or other images than the search has.</exception>
    public static RunManifest? Of(ReproductionJob job, string dataset)
    {
        string path = Path.Combine(job.Folder, "manifest.json");
        if (!File.Exists(path)) return null;
        var manifest = RunManifest.Load(path);
        string[] differences = [.. Differences(manifest, Wanted(job), dataset)];
        return differences.Length == 0
            ? manifest
            : throw new UsageException($"'{job.Folder}' holds a run that is not of this reproduction: {string.Join("; ", differences)}. Remove that folder, or name another with --out.");
    }

    /// <summary>The options as the manifest of the search would say them.</summary>
    private static IReadOnlyDictionary<string, string> Wanted(ReproductionJob job) =>
        CommandManifest.OptionsOf(SearchCommand.Create(new CommandContext(TextWriter.Null, TextWriter.Null)).Parse([.. job.Arguments.Skip(1)]));

    private static IEnumerable<string> Differences(RunManifest there, IReadOnlyDictionary<string, string> wanted, string dataset)
    {
        // An option that an earlier version did not have had no effect there.
        foreach (var (name, text) in wanted.Where(option => !ResumeOptions.Neutral.Contains(option.Key)))
            if (there.Options.TryGetValue(name, out string? other) && other != text) yield return $"{name} is '{other}' there and '{text}' here";
        if (FormattableString.Invariant($"{there.Seed}") is var seed && seed != wanted["seed"]) yield return $"the seed is {seed} there and {wanted["seed"]} here";
        if (there.Dataset?.Name is { } images && images.Split(' ')[0] != dataset) yield return $"the images are '{images}' there and of '{dataset}' here";
    }
}

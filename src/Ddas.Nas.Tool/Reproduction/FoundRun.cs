using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.Tool.Commands;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Search;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>A search that a reproduction finds in its folder.</summary>
internal static class FoundRun
{
    /// <summary>The manifest of a job's run; null where there is none.</summary>
    /// <exception cref="UsageException">It is a run of something else.</exception>
    public static RunManifest? Of(ReproductionJob job, string dataset)
    {
        string path = Path.Combine(job.Folder, "manifest.json");
        if (!File.Exists(path)) return null;
        var manifest = RunManifest.Load(path);
        string[] differences = [.. Differences(manifest, SearchCommand.Parse(job.Arguments), dataset)];
        return differences.Length == 0
            ? manifest
            : throw new UsageException($"'{job.Folder}' holds a run that is not of this reproduction: {string.Join("; ", differences)}. Remove that folder, or name another with --out.");
    }

    /// <summary>What a manifest says otherwise; an option that an earlier version did not have had no effect there.</summary>
    private static IEnumerable<string> Differences(RunManifest there, SearchRequest wanted, string dataset)
    {
        foreach (var (name, earlier, text) in Options(wanted))
            if ((there.Options.GetValueOrDefault(name) ?? there.Options.GetValueOrDefault(earlier)) is { Length: > 0 } other && other != text)
                yield return $"{(there.Options.ContainsKey(name) ? name : earlier)} is '{other}' there and '{text}' here";
        if (there.Seed != wanted.Runs[0].Seed) yield return string.Create(CultureInfo.InvariantCulture, $"the seed is {there.Seed} there and {wanted.Runs[0].Seed} here");
        if (there.Dataset?.Name is { } images && images.Split(' ')[0] != dataset) yield return $"the images are '{images}' there and of '{dataset}' here";
    }

    /// <summary>The options that reproductions differ in: their names today, in manifests of version 0.1, and their texts.</summary>
    private static IEnumerable<(string Name, string Earlier, string Text)> Options(SearchRequest wanted)
    {
        yield return ("agent", "agent", wanted.Agent.Name);
        yield return ("reward", "reward", wanted.Source.Reward);
        yield return ("steps", "steps", Text(wanted.Agent.Schedule.Steps));
        yield return ("evaluator.batches", "batches", Text(wanted.Source.Batches));
        if (wanted.Agent.Name != "4s") yield break;
        yield return ("agent.stagnation.similarSteps", "stagnation", Text(wanted.Agent.Stagnation.SimilarSteps));
        yield return ("agent.stagnation.burstSteps", "burst", Text(wanted.Agent.Stagnation.BurstSteps));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

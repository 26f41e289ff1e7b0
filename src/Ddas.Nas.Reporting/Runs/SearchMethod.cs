using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Runs;

/// <summary>Runs that differ in nothing but their seed: one curve with a band. Immutable.</summary>
internal sealed class SearchMethod
{
    /// <summary>Options that say where a run lies or how it is watched, not what it does.</summary>
    private static readonly HashSet<string> Incidental = ["seed", "seeds", "quiet", "resume", "tensorboard", "data", "libtorch"];

    private SearchMethod(string name, IReadOnlyList<RunData> runs) => (Name, Runs) = (name, runs);

    /// <summary>The agent's name, with the options in which methods of one agent differ.</summary>
    public string Name { get; }

    /// <summary>The runs, at least one, in the order given.</summary>
    public IReadOnlyList<RunData> Runs { get; }

    /// <summary>The steps of all runs.</summary>
    public IEnumerable<StepRecord> Steps => Runs.SelectMany(static run => run.Steps);

    /// <summary>Puts runs together whose space, data set and options are equal but for the seed; a run without manifest stays alone.</summary>
    public static IReadOnlyList<SearchMethod> Group(IEnumerable<RunData> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        RunData[][] groups = [.. runs.GroupBy(static run => run.Manifest is null ? $"\0{run.Name}" : Identity(run.Manifest)).Select(static group => group.ToArray())];
        string[] agents = [.. groups.Select(static group => AgentName(group[0]))];
        string[] names = [.. groups.Select((group, i) => NameAmong(group[0], agents[i], [.. groups.Where((_, j) => j != i && agents[j] == agents[i]).Select(static other => other[0])]))];
        return [.. groups.Select((group, i) => new SearchMethod(Distinct(names, i), group))];
    }

    private static IEnumerable<KeyValuePair<string, string>> OptionsOf(RunManifest manifest) => manifest.Options.Where(static o => !Incidental.Contains(o.Key) && !o.Key.EndsWith(".seed", StringComparison.Ordinal)).OrderBy(static o => o.Key, StringComparer.Ordinal);

    private static string Identity(RunManifest manifest) =>
        string.Join('\n', OptionsOf(manifest).Select(static o => $"{o.Key}={o.Value}").Prepend($"{manifest.Space} {manifest.Dataset?.Checksum}"));

    private static string AgentName(RunData run) => run.Manifest?.Options.GetValueOrDefault("agent") switch
    {
        "rs" => "Random search",
        "nl" => "DDAS-NL",
        "g" => "DDAS-G",
        "4s" => "DDAS-4S",
        "evolution" => "Evolution",
        "local" => "Local search",
        null or "" => run.Name,
        var other => other,
    };

    private static string NameAmong(RunData run, string agent, RunData[] others)
    {
        if (others.Length == 0 || run.Manifest is not { } manifest) return agent;
        string[] differing = [.. OptionsOf(manifest).Where(o => others.Any(other => other.Manifest?.Options.GetValueOrDefault(o.Key) != o.Value)).Select(static o => $"{o.Key} {o.Value}")];
        if (others.Any(other => other.Manifest?.Dataset?.Name != manifest.Dataset?.Name) && manifest.Dataset is { } data) differing = [data.Name, .. differing];
        return differing.Length == 0 ? agent : $"{agent} ({string.Join(", ", differing)})";
    }

    private static string Distinct(string[] names, int index)
    {
        int earlier = names.Take(index).Count(name => name == names[index]);
        return earlier == 0 ? names[index] : $"{names[index]} [{earlier + 1}]";
    }
}

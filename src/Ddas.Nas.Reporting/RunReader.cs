using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Runs;

namespace Ddas.Nas.Reporting;

/// <summary>Reads run folders, also of runs that still go on.</summary>
public static class RunReader
{
    private const string SeedPrefix = "seed-";

    /// <summary>The run of a folder, or the runs of its <c>seed-N</c> sub-folders by rising seed.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="warn">Told, in a sentence, of a line that a run was cut off in.</param>
    /// <exception cref="RunFolderException">It holds no run.</exception>
    /// <exception cref="RecordFormatException">A file of it cannot be understood; the message says where.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<RunData> Read(string path, Action<string>? warn = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string name = Path.GetFileName(full);
        string[] seeds = SeedFolders(full);
        if (seeds.Length == 0 || File.Exists(Path.Combine(full, "manifest.json"))) return [ReadOne(path, name, warn)];
        return [.. seeds.Select(seed => ReadOne(seed, $"{name}/{Path.GetFileName(seed)}", warn))];
    }

    private static string[] SeedFolders(string path) =>
        !Directory.Exists(path) ? [] :
        [.. from folder in Directory.GetDirectories(path, SeedPrefix + "*")
            let seed = long.TryParse(Path.GetFileName(folder)[SeedPrefix.Length..], CultureInfo.InvariantCulture, out long number) ? number : (long?)null
            where seed is not null
            orderby seed
            select folder];

    private static RunData ReadOne(string path, string name, Action<string>? warn)
    {
        var folder = RunFolder.Open(path);
        return new RunData(
            name,
            File.Exists(folder.ManifestPath) ? RunManifest.Load(folder.ManifestPath) : null,
            File.Exists(folder.StepsPath) ? [.. StepLogReader.Read(folder.StepsPath, warn)] : []);
    }
}

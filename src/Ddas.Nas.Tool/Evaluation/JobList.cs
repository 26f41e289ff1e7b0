using System.Text.Json;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Evaluation;

/// <summary>
/// All cells of an evaluation and how they are trained: <c>jobs.json</c>. Every process that works on a share of it finds the
/// same list there, or refuses to go on.
/// </summary>
/// <param name="Settings">What results depend on, by name.</param>
/// <param name="Jobs">The cells; names unique.</param>
internal sealed record JobList(IReadOnlyDictionary<string, string> Settings, IReadOnlyList<CellJob> Jobs)
{
    private const string FileName = "jobs.json";

    /// <summary>Writes the list into a folder, or checks that the one there is the same.</summary>
    /// <exception cref="UsageException">The folder cannot be written, or holds another list.</exception>
    public void Claim(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            if (File.Exists(path)) RequireSame(path);
            else AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, JsonText.Indented));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out '{folder}' cannot be written: {e.Message.TrimEnd('.')}. Choose another folder, or change its permissions.", e);
        }
        catch (JsonException e)
        {
            throw new UsageException($"'{path}' is no list of cells: {e.Message}", e);
        }
    }

    /// <summary>The numbers of the cells that are not trained yet, rising.</summary>
    public IReadOnlyList<int> Open(string folder) => [.. Enumerable.Range(0, Jobs.Count).Where(i => Jobs[i].Result(folder) is null)];

    private void RequireSame(string path)
    {
        string there = RegularFile.ReadAllText(path);
        if (there == JsonSerializer.Serialize(this, JsonText.Indented)) return;
        var other = JsonSerializer.Deserialize<JobList>(there, JsonText.Indented)!;
        string difference = Settings.Keys.Union(other.Settings.Keys).FirstOrDefault(key => Settings.GetValueOrDefault(key) != other.Settings.GetValueOrDefault(key)) is { } name
            ? $"{name} is {other.Settings.GetValueOrDefault(name) ?? "absent"} there and {Settings.GetValueOrDefault(name) ?? "absent"} here"
            : $"it has {other.Jobs.Count} cells there and {Jobs.Count} here, or others";
        throw new UsageException($"'{path}' is the list of another evaluation: {difference}. Name another folder with --out.");
    }
}

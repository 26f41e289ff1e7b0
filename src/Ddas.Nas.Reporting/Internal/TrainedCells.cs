using System.ComponentModel;
using Ddas.Nas.Records;

namespace Ddas.Nas.Reporting.Internal;

/// <summary>Finds the manifests of trained cells.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TrainedCells
{
    /// <summary>The trained cell of a folder, or those of its sub-folders by name; unfinished ones are left out.</summary>
    /// <exception cref="RecordFormatException">A manifest cannot be understood; the message says where.</exception>
    /// <exception cref="IOException">There is no such folder, it holds no trained cell, or a file cannot be read.</exception>
    public static IReadOnlyList<TrainedCellManifest> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string own = Path.Combine(path, "manifest.json");
        string[] files = File.Exists(own)
            ? [own]
            : [.. Directory.GetDirectories(path).Order(StringComparer.Ordinal).Select(static folder => Path.Combine(folder, "manifest.json")).Where(File.Exists)];
        return files.Length == 0
            ? throw new FileNotFoundException($"'{path}' holds no trained cell: there is no manifest.json in it or in its sub-folders. Name the folder that a training was given.")
            : [.. files.Select(TrainedCellManifest.Load).Where(static cell => cell.TestAccuracy is not null)];
    }
}

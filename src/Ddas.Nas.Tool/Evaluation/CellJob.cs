using Ddas.Nas.Records;
using Ddas.Nas.Supernet.Training;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Evaluation;

/// <summary>One cell to train; its folder is <see cref="Name"/> below that of the job list.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Genotype">DARTS' text.</param>
/// <param name="Published">Name of a published cell; null for others.</param>
/// <param name="Source">Where a search found it; null for others.</param>
internal sealed record CellJob(string Name, string Genotype, string? Published, TrainedCellSource? Source)
{
    public string FolderIn(string folder) => Path.Combine(folder, Name);

    /// <summary>The manifest of the trained cell; null while there is none.</summary>
    /// <exception cref="UsageException">The folder holds another cell.</exception>
    public TrainedCellManifest? Result(string folder)
    {
        string own = FolderIn(folder);
        if (!File.Exists(Path.Combine(own, TrainedCell.ManifestName))) return null;
        var manifest = TrainedCell.ReadManifest(own);
        if (manifest.Genotype != Genotype) throw new UsageException($"'{own}' holds another cell, {manifest.Genotype}; name another folder with --out.");
        return manifest.TestAccuracy is null ? null : manifest;
    }
}

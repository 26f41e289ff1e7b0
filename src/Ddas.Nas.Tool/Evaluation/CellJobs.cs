using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Evaluation;

/// <summary>The cells to train, from the front of a run or from genotypes.</summary>
internal static class CellJobs
{
    /// <exception cref="UsageException">Neither or both are named, or one is no cell of DARTS' space.</exception>
    public static IReadOnlyList<CellJob> Of(string? run, string pick, string[] genotypes) => (run, genotypes) switch
    {
        ({ } folder, []) => OfRun(folder, pick),
        (null, [_, ..]) => [.. genotypes.Select(OfText).DistinctBy(static job => job.Name)],
        _ => throw new UsageException("Name either --run with the folder of a search, or --genotype with a genotype or the name of a published cell."),
    };

    private static List<CellJob> OfRun(string path, string pick)
    {
        var folder = RunFolder.Open(path);
        string name = Path.GetFileName(folder.Path);
        return [.. CellPick.Of([.. StepLogReader.Read(folder.StepsPath)], pick).Select(step => new CellJob(
            string.Create(CultureInfo.InvariantCulture, $"step-{step.Step:D4}"), Fitting(Genotype.Parse(step.Genotype)).ToString(), null,
            new TrainedCellSource(name, step.Step, step.Accuracy, step.Flops)))];
    }

    private static CellJob OfText(string text)
    {
        var resolved = Fitting(Input.Use(() => PublishedCells.Resolve(text)));
        if (!text.Contains('(', StringComparison.Ordinal)) return new CellJob(PublishedCells.Find(text).Name, resolved.ToString(), PublishedCells.Find(text).Name, null);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resolved.ToString())))[..8];
        return new CellJob($"genotype-{hash}", resolved.ToString(), null, null);
    }

    private static Genotype Fitting(Genotype cell)
    {
        Input.Use(() => cell.ToArchitecture(SearchSpaceDefinition.Darts));
        return cell;
    }
}

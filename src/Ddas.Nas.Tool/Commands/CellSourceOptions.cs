using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ddas.Nas.Tool.Evaluation;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options that name cells: <c>--run</c> with <c>--pick</c>, or <c>--genotype</c>.</summary>
internal sealed class CellSourceOptions
{
    private readonly Option<string?> run = new("--run") { Description = "Folder of a search, of whose front cells are picked." };
    private readonly Option<string> pick = new("--pick") { Description = $"Which of them: {CellPick.Forms} (FLOPs and parameters of the search network).", DefaultValueFactory = _ => "front" };
    private readonly Option<string[]> genotype = new("--genotype") { Description = "A genotype, or the name of a published cell such as DARTS_V2, instead of a run; may be given several times." };

    public CellSourceOptions(Command command)
    {
        command.Add(run);
        command.Add(pick);
        command.Add(genotype);
    }

    /// <summary>The run's folder; null where genotypes are named.</summary>
    public string? Run(ParseResult arguments) => arguments.GetValue(run);

    /// <summary>The cells.</summary>
    /// <exception cref="UsageException">Neither a run nor a genotype, or both; or one does not fit the space.</exception>
    public IReadOnlyList<CellJob> Read(ParseResult arguments) => (arguments.GetValue(run), arguments.GetValue(genotype) ?? []) switch
    {
        ({ } folder, []) => OfRun(folder, arguments.GetValue(pick)!),
        (null, [_, ..] texts) => [.. texts.Select(OfText).DistinctBy(static job => job.Name)],
        _ => throw new UsageException("Name either --run with the folder of a search, or --genotype with a genotype or the name of a published cell."),
    };

    private static List<CellJob> OfRun(string path, string pick)
    {
        using var folder = RunFolder.Open(path);
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

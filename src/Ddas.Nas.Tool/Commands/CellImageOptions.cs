using System.CommandLine;
using Ddas.Nas.Tool.Evaluation;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options that name the images of a training: <c>--dataset</c>, <c>--data</c>, <c>--image</c>, <c>--train</c>, <c>--test</c>.</summary>
internal sealed class CellImageOptions
{
    private readonly Option<string?> dataset = new("--dataset") { Description = $"One of {string.Join(", ", DataSets.Names)}; that of the run's supernet when left out." };
    private readonly Option<string?> data = new("--data") { Description = "Folder of the data set's files; not needed for mini." };
    private readonly Option<int?> image = new("--image") { Description = "Side that images are brought to, a multiple of 4; their own when left out." };
    private readonly Option<int?> train = new("--train") { Description = "Train on this many of the training images; all when left out." };
    private readonly Option<int?> test = new("--test") { Description = "Test on this many of the test images; all when left out." };

    public CellImageOptions(Command command)
    {
        foreach (Option option in (Option[])[dataset, data, image, train, test]) command.Add(option);
    }

    /// <summary>What the arguments say, and where they are silent the supernet of the run.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="run">The run's folder; null for none.</param>
    public CellImages Read(ParseResult arguments, string? run)
    {
        string? folder = arguments.GetValue(data) is { } given ? Path.GetFullPath(given) : null;
        if (arguments.GetValue(dataset) is { } name) return new CellImages(name, folder, arguments.GetValue(image), arguments.GetValue(train), arguments.GetValue(test));
        if (run is null) throw new UsageException("--genotype needs --dataset with the images to train on.");
        using var opened = RunFolder.Open(run);
        if (!RunManifest.Load(opened.ManifestPath).Options.TryGetValue("supernet", out string? supernet) || !Directory.Exists(supernet))
            throw new UsageException($"The supernet of '{run}' is not there, so that its images are unknown: name them with --dataset.");
        var request = DataSetRequest.Read(supernet);
        return new CellImages(request.Name, folder ?? request.Folder, arguments.GetValue(image) ?? request.ImageSize, arguments.GetValue(train), arguments.GetValue(test));
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Training;
using Microsoft.ML.OnnxRuntime;

namespace Ddas.Nas.Onnx.Tests;

public sealed class ModelFactsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_file_alone_says_what_an_image_must_be_and_what_the_classes_are()
    {
        using var data = new CellTrainingData(Images(), Images(), new CellTrainingDataOptions { Augmentation = new AugmentationOptions { Padding = 1 } });
        var options = new CellTrainerOptions { Cells = 1, Channels = 2, Epochs = 1, BatchSize = 8, AuxiliaryWeight = 0 };
        using var cell = new CellTrainer(null, data, PublishedCells.Find("DARTS_V2").Genotype, options).Run();

        OnnxExporter.Export(cell, folder.Combine("a.onnx"));

        using var session = new InferenceSession(folder.Combine("a.onnx"));
        var facts = session.ModelMetadata.CustomMetadataMap;
        facts["class_names"].Should().Be("""["Größe","odd, \"quoted\""]""");
        (facts["image_size"], facts["image_channels"]).Should().Be(("8", "1"));
        facts["mean"].Should().Be(FormattableString.Invariant($"{cell.Manifest.Mean[0]}"));
        facts["deviation"].Should().Be(FormattableString.Invariant($"{cell.Manifest.Deviation[0]}"));
        facts["genotype"].Should().Be(cell.Manifest.Genotype);
    }

    private static ImageDataSet Images() => new(
        "noise", new ImageShape(1, 8, 8), ["Größe", "odd, \"quoted\""], [.. Enumerable.Range(0, 16 * 64).Select(i => (byte)(i * 7 % 251))], [.. Enumerable.Range(0, 16).Select(i => i % 2)]);
}

using Ddas.Nas.Onnx;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Training;
using SkiaSharp;

namespace Ddas.Nas.Tool.Tests.Documentation;

/// <summary>The code of docs/how-to-train-found-cells.md and docs/how-to-export.md, at toy size.</summary>
public sealed class FoundCellsTests : IDisposable
{
    private static readonly Genotype Genotype = PublishedCells.Find("DARTS_V2").Genotype;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_cell_is_trained_saved_asked_and_exported()
    {
        Train(new NoiseImages(), Genotype, new CellTrainerOptions { Cells = 3, Channels = 4, Epochs = 1, BatchSize = 8, AuxiliaryWeight = 0 }, folder.Combine("cell"));
        WriteImage(folder.Combine("shoe.png"));

        Classify(folder.Combine("cell"), folder.Combine("shoe.png")).ClassName.Should().BeOneOf("boot", "shoe");
        var (export, latency) = Export(folder.Combine("cell"), folder.Combine("cell.onnx"));
        export.MaxDifference.Should().BeLessThan(1e-4);
        latency.Median.Should().BePositive();
    }

    [Fact]
    public void A_latency_is_an_objective_as_any_other()
    {
        Row[] rows = [new("fast", 0.8, new Latency(1, 1, 1, 1)), new("good", 0.9, new Latency(2, 2, 2, 1)), new("slow", 0.95, new Latency(3, 3, 3, 1)), new("bad", 0.7, new Latency(2, 2, 2, 1))];

        BestWithin(rows).Name.Should().Be("good");
    }

    private static void Train(IImageSource source, Genotype genotype, CellTrainerOptions options, string folder)
    {
        using var data = new CellTrainingData(source.ReadTrain(), source.ReadTest());
        using var cell = new CellTrainer(options).Run(genotype, data);
        cell.Save(folder);
    }

    private static Prediction Classify(string folder, string imageFile)
    {
        using var cell = TrainedCell.Load(folder);
        var prediction = cell.Predict(imageFile);
        return prediction;
    }

    private static (OnnxExport Export, Latency Latency) Export(string folder, string path)
    {
        using var cell = TrainedCell.Load(folder);
        OnnxExport export = OnnxExporter.Export(cell, path);
        Latency latency = LatencyMeter.Measure(cell.Network, new LatencyOptions { Threads = 1 });
        return (export, latency);
    }

    private static Row BestWithin(Row[] rows)
    {
        var accuracy = new Objective<Row>("accuracy", "", Direction.Maximize, row => row.Accuracy);
        var latency = new Objective<Row>("latency", "ms", Direction.Minimize, row => row.Latency.Median);
        var front = new ParetoFront<Row>([accuracy, latency], rows);
        Row best = front.BestUnder(latency, 2.5, accuracy);
        return best;
    }

    private static void WriteImage(string path)
    {
        using var bitmap = new SKBitmap(16, 16);
        using var stream = File.Create(path);
        bitmap.Encode(stream, SKEncodedImageFormat.Png, 100);
    }

    private sealed record Row(string Name, double Accuracy, Latency Latency);

    private sealed class NoiseImages : IImageSource
    {
        public ImageDataSet ReadTrain() => Images(16);

        public ImageDataSet ReadTest() => Images(8);

        private static ImageDataSet Images(int count)
        {
            var random = new RandomStream(count, "test images", 0);
            var pixels = new byte[count * 16 * 16 * 3];
            foreach (ref byte pixel in pixels.AsSpan()) pixel = (byte)random.NextInt(256);
            return new ImageDataSet("noise", new ImageShape(3, 16, 16), ["boot", "shoe"], pixels, [.. Enumerable.Range(0, count).Select(i => i % 2)]);
        }
    }
}

using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.Onnx.Tests;

/// <summary>What docs/how-to-train-found-cells.md and docs/how-to-export.md show.</summary>
public sealed class DocumentedUseTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    [Fact]
    public void A_cell_is_trained_loaded_exported_and_measured()
    {
        var source = new IdxImageSource(Path.Combine(Repository.Root, "samples", "data", "fashion-mnist-mini.zip"), "mini", IdxImageSource.FashionMnistClasses);
        var (genotype, options, folder) = (PublishedCells.Find("DARTS_V2").Genotype, new CellTrainerOptions { Cells = 1, Channels = 2, Epochs = 1, BatchSize = 2000 }, temporary.Combine("cell"));
        string imageFile = temporary.Combine("grey.png"), onnxFile = temporary.Combine("cell.onnx");
        File.WriteAllBytes(imageFile, Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="));

        Train();
        Predict();
        Export().Should().BeGreaterThan(0);

        void Train()
        {
            using var data = new CellTrainingData(source.ReadTrain(), source.ReadTest());
            using var trained = new CellTrainer(options).Run(genotype, data);
            trained.Save(folder);
        }

        void Predict()
        {
            using var cell = TrainedCell.Load(folder);
            var prediction = cell.Predict(imageFile);
            Console.WriteLine($"{prediction.ClassName}: {prediction.Probability:P1}");
        }

        double Export()
        {
            using var cell = TrainedCell.Load(folder);
            OnnxExport export = OnnxExporter.Export(cell.Network, onnxFile);
            Latency latency = LatencyMeter.Measure(cell.Network, new LatencyOptions { Threads = 1 });
            return export.Bytes * latency.Median;
        }
    }

    [Fact]
    public void Latency_is_an_objective_as_any_other()
    {
        Row[] rows = [new("slow", 0.95, new Latency(4, 3, 5, 9)), new("fair", 0.93, new Latency(2, 1, 3, 9)), new("poor", 0.91, new Latency(2.2, 2, 3, 9)), new("fast", 0.9, new Latency(1, 1, 1, 9))];
        var accuracy = new Objective<Row>("accuracy", "", Direction.Maximize, row => row.Accuracy);
        double budget = 2.5;

        var latency = new Objective<Row>("latency", "ms", Direction.Minimize, row => row.Latency.Median);
        var front = new ParetoFront<Row>([accuracy, latency], rows);
        Row best = front.BestUnder(latency, budget, accuracy);

        front.Items.Select(row => row.Name).Should().Equal("slow", "fair", "fast");
        best.Name.Should().Be("fair");
    }

    public void Dispose() => temporary.Dispose();

    private sealed record Row(string Name, double Accuracy, Latency Latency);
}

using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Training;
using SkiaSharp;

namespace Ddas.Nas.Supernet.Tests.Training;

public sealed class TrainedCellTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CellTrainingData data = ToyCells.Data();

    [Fact]
    public void A_cell_comes_back_bit_for_bit_and_predicts_as_it_was_measured()
    {
        using var cell = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options(epochs: 6)).Run();
        cell.Manifest = cell.Manifest with { Name = "toy" };
        cell.Save(folder.Path);

        using var back = TrainedCell.Load(folder.Path);

        back.Manifest.Should().BeEquivalentTo(cell.Manifest);
        foreach (var (name, tensor) in cell.Network.NamedTensors) Toy.Values(back.Network.NamedTensors[name]).Should().Equal(Toy.Values(tensor), name);
        var test = Toy.DataSet().Subset([.. Enumerable.Range(64, 32)]);
        var predictions = back.Predict(test, batchSize: 7);
        predictions.Where((p, i) => p.Label == test.Labels[i]).Count().Should().Be((int)Math.Round(32 * cell.Manifest.TestAccuracy!.Value));
        predictions.Should().OnlyContain(p => Math.Abs(p.Probabilities.Sum() - 1) < 1e-9 && p.Probability == p.Probabilities.Max() && p.ClassName == $"{p.Label}");
    }

    [Fact]
    public void Weights_alone_load_into_a_network_of_the_same_names_bit_for_bit()
    {
        using var cell = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options(epochs: 1)).Run();
        cell.SaveWeights(folder.Combine("weights.safetensors"));
        using var other = new StandAloneNetwork(ToyCells.Genotype, cell.Network.Skeleton, seed: 9);

        TensorFile.Load(folder.Combine("weights.safetensors"), other.NamedTensors.Select(t => (t.Key, t.Value)));

        foreach (var (name, tensor) in cell.Network.NamedTensors) Toy.Values(other.NamedTensors[name]).Should().Equal(Toy.Values(tensor), name);
        FluentActions.Invoking(() => cell.SaveWeights(folder.Combine("absent/a"))).Should().Throw<TrainedCellException>().WithMessage("The weights cannot be exported*absent/a*");
    }

    [Fact]
    public void An_image_file_is_classified_as_the_same_pixels_are()
    {
        using var cell = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options()).Run();
        var images = Toy.DataSet(3);
        string file = folder.Combine("image.png");
        using (var bitmap = new SKBitmap(new SKImageInfo(8, 8, SKColorType.Gray8)))
        {
            images.Image(2).CopyTo(bitmap.GetPixelSpan());
            using var stream = File.Create(file);
            bitmap.Encode(stream, SKEncodedImageFormat.Png, 100);
        }

        cell.Predict(file).Probabilities.Should().Equal(cell.Predict(images.Subset([2]))[0].Probabilities);
    }

    [Fact]
    public void Predicting_leaves_no_tensor_behind()
    {
        using var cell = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options()).Run();
        cell.Predict(Toy.DataSet(5));
        long before = LiveTensors.Count;

        cell.Predict(Toy.DataSet(9), 2);

        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void What_is_no_trained_cell_is_said_in_one_line()
    {
        using var cell = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options(epochs: 1)).Run();
        cell.Save(folder.Path);
        string manifest = folder.Combine(TrainedCell.ManifestName), weights = folder.Combine(TrainedCell.WeightsName);
        string text = File.ReadAllText(manifest);

        Loading(folder.Combine("absent")).WithMessage("'*absent' holds no trained cell: there is no manifest.json in it*");

        File.WriteAllText(manifest, text.Replace("('avg_pool_3x3', 0)", "('max_pool_3x3', 0)", StringComparison.Ordinal));
        Loading(folder.Path).WithMessage("*the weights of another genotype*avg_pool_3x3*", "pools have no weights, so that shapes alone would fit");

        File.WriteAllText(manifest, text.Replace("\"channels\": 4", "\"channels\": 6", StringComparison.Ordinal));
        Loading(folder.Path).WithMessage("*holds no usable trained cell*instead of*");

        File.WriteAllText(manifest, "{");
        Loading(folder.Path).WithMessage("*holds no trained cell*manifest.json*");

        File.WriteAllText(manifest, text);
        File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^5]);
        Loading(folder.Path).WithMessage("*holds no usable trained cell*network.safetensors*");

        FluentAssertions.Specialized.ExceptionAssertions<TrainedCellException> Loading(string path) =>
            FluentActions.Invoking(() => TrainedCell.Load(path)).Should().Throw<TrainedCellException>();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        using var cell = new CellTrainer(null, data, ToyCells.Genotype, ToyCells.Options(epochs: 1)).Run();
        File.WriteAllText(folder.Combine("file"), "");

        FluentActions.Invoking(() => cell.Save(folder.Combine("file/cell"))).Should().Throw<TrainedCellException>().WithMessage("*file/cell' cannot be written*");
        FluentActions.Invoking(() => cell.Predict(new ImageDataSet("colour", new ImageShape(3, 8, 8), ["a", "b"], new byte[192], [0]))).Should().Throw<ArgumentException>().WithMessage("*3 channels, but the network takes 1*");
    }

    public void Dispose()
    {
        data.Dispose();
        folder.Dispose();
    }
}

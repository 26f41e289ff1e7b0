using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.Supernet.Tests.Training;

public class RealImagesTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)] // minutes; docs/how-to-train-found-cells.md has the command
    public void A_published_cell_does_as_well_as_a_plain_network_of_the_same_training()
    {
        var source = new IdxImageSource(Path.Combine(Repository.Root, "samples", "data", "fashion-mnist-mini.zip"), "mini", IdxImageSource.FashionMnistClasses);
        using var data = new CellTrainingData(
            ImageResize.To(source.ReadTrain(), 16), ImageResize.To(source.ReadTest(), 16), new CellTrainingDataOptions { Augmentation = { Cutout = 4 } });
        var options = new CellTrainerOptions { Cells = 5, Channels = 12, Epochs = 12, BatchSize = 64, DropPath = 0.1 };

        using var plain = new PlainNetwork(1, 10);
        double plainAccuracy = plain.Train(data, options).Accuracy;
        output.WriteLine($"plain: {plainAccuracy:P1} with {plain.Parameters:N0} parameters");
        using var cell = new CellTrainer(null, data, PublishedCells.Find("DARTS_V2").Genotype, options).Run();
        output.WriteLine($"cell: {cell.Manifest.TestAccuracy:P1} with {cell.Manifest.Parameters:N0} parameters");

        plainAccuracy.Should().BeGreaterThan(0.7);
        cell.Manifest.TestAccuracy.Should().BeGreaterThan(plainAccuracy - 0.02);
    }
}

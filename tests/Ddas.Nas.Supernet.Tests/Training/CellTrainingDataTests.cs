using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.Supernet.Tests.Training;

public class CellTrainingDataTests
{
    [Fact]
    public void It_describes_the_images_and_normalizes_by_the_training_ones()
    {
        ImageDataSet training = Toy.DataSet(20), test = Toy.DataSet(8);
        using var data = new CellTrainingData(training, test, new CellTrainingDataOptions { Augmentation = { Cutout = 4 } });

        data.Shape.Should().Be(new ImageShape(1, 8, 8));
        data.Normalization.Should().Be(Normalization.Of(training, [.. Enumerable.Range(0, 20)]));
        data.Dataset.Checksum.Should().Be($"sha256:{training.Checksum}");
        data.TestBatches(3).Images.Should().Be(8);
        data.TrainBatches(6, seed: 0).BatchesPerEpoch.Should().Be(4);
    }

    [Fact]
    public void Options_are_validated_before_images_are_looked_at() =>
        FluentActions.Invoking(new CellTrainingDataOptions { Augmentation = { Padding = -1, Cutout = -2 } }.Validate).Should().Throw<OptionsException>()
            .WithMessage("*Padding is -1,*Cutout is -2,*");

    [Fact]
    public void What_does_not_fit_the_images_leaves_no_tensor_behind()
    {
        long before = LiveTensors.Count;

        FluentActions.Invoking(() => new CellTrainingData(Toy.DataSet(8), Toy.DataSet(8), new CellTrainingDataOptions { Augmentation = { Cutout = 9 } })).Should().Throw<OptionsException>();
        FluentActions.Invoking(() => new CellTrainingData(Toy.DataSet(8), Toy.DataSet(8), new CellTrainingDataOptions { Augmentation = { Cutout = 4 }, Normalization = Normalization.Cifar10 })).Should().Throw<ArgumentException>()
            .WithMessage("The normalization has 3 channels, the images have 1.*");
        FluentActions.Invoking(() => new CellTrainingData(Toy.DataSet(8), Toy.DataSet(0), new CellTrainingDataOptions { Augmentation = { Cutout = 4 } })).Should().Throw<ArgumentException>()
            .WithMessage("toy has no images.*");

        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void Sets_that_do_not_match_are_refused()
    {
        FluentActions.Invoking(() => new CellTrainingData(Toy.DataSet(), Toy.DataSet(side: 12))).Should().Throw<ArgumentException>().WithMessage("Images of toy are 1 x 8 x 8, those of toy are 1 x 12 x 12*");
        FluentActions.Invoking(() => new CellTrainingData(Toy.DataSet(), Toy.DataSet(classes: 3))).Should().Throw<ArgumentException>().WithMessage("*other classes*");
        FluentActions.Invoking(() => new CellTrainingData(Toy.DataSet(side: 10), Toy.DataSet(side: 10))).Should().Throw<ArgumentException>().WithMessage("*multiples of 4*");
    }
}

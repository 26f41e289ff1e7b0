using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public class NormalizationTests
{
    [Fact]
    public void Mean_and_deviation_are_those_of_the_pixels_of_the_images_named()
    {
        ImageDataSet set = TestImages.WithPixels(new ImageShape(2, 1, 2), [9, 9, 9, 9, 0, 255, 51, 0, 102, 255, 255, 255], [0, 0, 0]);

        Normalization normalization = Normalization.Of(set, [1, 2]);

        normalization.Mean[0].Should().BeApproximately((0 + .2 + .4 + 1) / 4, 1e-15);
        normalization.Mean[1].Should().BeApproximately(.75, 1e-15);
        normalization.Deviation[0].Should().BeApproximately(Math.Sqrt(((.4 * .4) + (.2 * .2) + 0 + (.6 * .6)) / 4), 1e-15);
        normalization.Deviation[1].Should().BeApproximately(Math.Sqrt(3) / 4, 1e-15);
    }

    [Fact]
    public void Fashion_MNIST_has_its_well_known_statistics()
    {
        ImageDataSet set = new IdxImageSource(Path.Combine(Repository.Root, "samples", "data", "fashion-mnist-mini.zip")).ReadTrain();

        Normalization normalization = Normalization.Of(set, [.. Enumerable.Range(0, set.Count)]);

        normalization.Mean[0].Should().BeApproximately(.2860, .005, "the whole set has 0.2860; this is a part of it");
        normalization.Deviation[0].Should().BeApproximately(.3530, .005);
    }

    [Fact]
    public void A_channel_without_contrast_gets_deviation_1()
    {
        Normalization normalization = Normalization.Of(TestImages.WithPixels(new ImageShape(1, 1, 3), [77, 77, 77], [0]), [0]);

        normalization.Mean[0].Should().BeApproximately(77 / 255.0, 1e-15);
        normalization.Deviation[0].Should().Be(1);
    }

    [Fact]
    public void Presets_are_those_in_print()
    {
        Normalization.Cifar10.Mean.Should().Equal(.49139968, .48215827, .44653124);
        Normalization.Cifar10.Deviation.Should().Equal(.24703233, .24348505, .26158768);
        Normalization.Cifar100.Mean[0].Should().BeApproximately(.5070588, 1e-7);
        Normalization.Cifar100.Deviation[2].Should().BeApproximately(.2760784, 1e-7);
    }

    [Fact]
    public void Equal_by_value()
    {
        new Normalization([.5, .25], [1, 2]).Should().Be(new Normalization([.5, .25], [1, 2]));
        new Normalization([.5, .25], [1, 2]).Should().NotBe(new Normalization([.5, .25], [1, 3]));
        Normalization.Cifar10.Should().NotBe(Normalization.Cifar100);
    }

    [Fact]
    public void Values_are_validated()
    {
        Invoking([.5], [0]).Should().Throw<ArgumentException>().WithMessage("A deviation must be finite and above 0.*");
        Invoking([double.NaN], [1]).Should().Throw<ArgumentException>().WithMessage("A mean must be finite.*");
        Invoking([.5, .5], [1]).Should().Throw<ArgumentException>().WithMessage("Each channel needs a mean and a deviation; there are 2 and 1.*");
        FluentActions.Invoking(() => Normalization.Of(TestImages.WithLabels([1]), [])).Should().Throw<ArgumentException>().WithMessage("*at least one image.*");
    }

    private static Action Invoking(double[] mean, double[] deviation) => () => _ = new Normalization(mean, deviation);
}

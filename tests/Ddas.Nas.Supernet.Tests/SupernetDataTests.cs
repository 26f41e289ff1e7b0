using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests;

public class SupernetDataTests
{
    [Fact]
    public void Options_are_validated_before_images_are_looked_at()
    {
        FluentActions.Invoking(new SupernetDataOptions { Split = { Train = 0, Valid = -1 } }.Validate).Should().Throw<OptionsException>().WithMessage("*Train is 0,*Valid is -1,*");
        FluentActions.Invoking(new SupernetDataOptions { Augmentation = { Padding = -1, Cutout = -2 } }.Validate).Should().Throw<OptionsException>().WithMessage("*Padding is -1,*Cutout is -2,*");
    }

    [Fact]
    public void What_does_not_fit_the_images_leaves_no_tensor_behind()
    {
        long before = LiveTensors.Count;

        FluentActions.Invoking(() => new SupernetData(Toy.DataSet(8), new SupernetDataOptions { Augmentation = { Cutout = 9 } })).Should().Throw<OptionsException>();
        FluentActions.Invoking(() => new SupernetData(Toy.DataSet(8), new SupernetDataOptions { Normalization = Normalization.Cifar10 })).Should().Throw<ArgumentException>()
            .WithMessage("The normalization has 3 channels, the images have 1.*");

        LiveTensors.Count.Should().Be(before);
    }
}

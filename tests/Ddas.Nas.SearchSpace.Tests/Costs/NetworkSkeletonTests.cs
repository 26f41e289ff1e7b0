using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Tests.Costs;

public class NetworkSkeletonTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(3, 1, 2)]
    [InlineData(6, 2, 4)]
    [InlineData(8, 2, 5)]
    [InlineData(10, 3, 6)]
    [InlineData(20, 6, 13)]
    public void Reductions_stand_at_a_third_and_two_thirds(int cells, params int[] reductions)
    {
        var skeleton = new NetworkSkeleton { Cells = cells };

        Enumerable.Range(0, cells).Where(skeleton.IsReduction).Should().Equal(reductions);
        skeleton.AuxiliaryCell.Should().Be(reductions[^1]);
    }

    [Fact]
    public void Defaults_are_valid_and_the_papers()
    {
        var skeleton = new NetworkSkeleton();

        skeleton.Validate();
        (skeleton.Channels, skeleton.Cells, skeleton.Classes, skeleton.ImageSize, skeleton.ImageChannels, skeleton.StemChannels, skeleton.AffineOperations).Should().Be((36, 20, 10, 32, 3, 108, true));
    }

    [Fact]
    public void All_errors_are_said_at_once()
    {
        var skeleton = new NetworkSkeleton { Channels = 0, Cells = 1001, Classes = 0, ImageSize = 30, ImageChannels = -1, StemMultiplier = 65 };

        FluentActions.Invoking(skeleton.Validate).Should().Throw<OptionsException>()
            .WithMessage("*Channels is 0,*Cells is 1001,*Classes is 0,*ImageSize is 30, but must be divisible by 4*pad the images to 32*ImageChannels is -1,*StemMultiplier is 65,*").Which.Errors.Should().HaveCount(6);
    }

    [Theory]
    [InlineData(28)]
    [InlineData(32)]
    public void Sides_divisible_by_4_are_valid(int size) => FluentActions.Invoking(new NetworkSkeleton { ImageSize = size }.Validate).Should().NotThrow();

    [Theory]
    [InlineData(-2)]
    [InlineData(1026)]
    [InlineData(int.MaxValue)]
    public void Sides_out_of_range_are_not_to_be_padded(int size) =>
        FluentActions.Invoking(new NetworkSkeleton { ImageSize = size }.Validate).Should().Throw<OptionsException>()
            .Which.Errors.Should().Equal($"ImageSize is {size}, but must be from 4 to 1024.");
}

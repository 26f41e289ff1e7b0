using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests.Internal;

public sealed class ChannelsLastTests
{
    [Fact]
    public void Keeps_shape_and_values_and_changes_strides()
    {
        using var scope = NewDisposeScope();
        var x = Bits.Gaussian(1, 2, 3, 4, 5);

        var y = ChannelsLast.Apply(x);

        y.shape.Should().Equal(2, 3, 4, 5);
        y.stride().Should().Equal(60, 1, 15, 3);
        Bits.Of(y).Should().Equal(Bits.Of(x));
        ChannelsLast.IsApplied(x).Should().BeFalse();
        ChannelsLast.IsApplied(y).Should().BeTrue();
    }

    [Fact]
    public void Survives_a_convolution_and_a_pool()
    {
        using var scope = NewDisposeScope();
        var x = ChannelsLast.Apply(Bits.Gaussian(1, 2, 8, 6, 6));

        var pooled = nn.functional.max_pool2d(nn.functional.conv2d(x, Bits.Gaussian(2, 4, 8, 3, 3)), 3, 2); // [2, 4, 1, 1]
        var convolved = nn.functional.conv2d(x, Bits.Gaussian(2, 4, 8, 3, 3)); // [2, 4, 4, 4]

        ChannelsLast.IsApplied(convolved).Should().BeTrue();
        ChannelsLast.IsApplied(pooled).Should().BeTrue();
    }

    [Fact]
    public void Shares_memory_where_nothing_is_to_do()
    {
        using var scope = NewDisposeScope();
        var x = ChannelsLast.Apply(zeros(1, 2, 2, 2));

        using var three = 3.ToScalar();
        ChannelsLast.Apply(x).fill_(three);

        x.sum().item<float>().Should().Be(24);
    }

    [Fact]
    public void Passes_gradients()
    {
        using var scope = NewDisposeScope();
        var x = Bits.Gaussian(1, 1, 2, 2, 2).requires_grad_();

        using var two = 2.ToScalar();
        ChannelsLast.Apply(x).mul(two).sum().backward();

        x.grad!.data<float>().Should().AllSatisfy(value => value.Should().Be(2));
    }

    [Fact]
    public void Leaves_no_tensor_behind_but_its_result()
    {
        using var x = zeros(1, 2, 3, 4);
        long before = LiveTensors.Count;

        ChannelsLast.Apply(x).Dispose();
        ChannelsLast.IsApplied(x);

        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void Refuses_other_ranks()
    {
        using var x = zeros(2, 3);

        FluentActions.Invoking(() => ChannelsLast.Apply(x)).Should().Throw<ArgumentException>().WithMessage("*4 dimensions, not 2*");
    }
}

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests.Internal;

public sealed class GradientClippingTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(5)]
    [InlineData(1000)]
    public void Equals_clip_grad_norm(double maxNorm)
    {
        using var scope = NewDisposeScope();
        Parameter[] expected = Parameters(), actual = Parameters();

        double expectedNorm = nn.utils.clip_grad_norm_(expected, maxNorm);
        var norm = GradientClipping.ClipNorm([.. actual.Select(parameter => parameter.grad!)], maxNorm)!;

        norm.item<float>().Should().Be((float)expectedNorm);
        foreach (var (a, b) in expected.Zip(actual)) Bits.Of(b.grad!).Should().Equal(Bits.Of(a.grad!));
    }

    [Fact]
    public void Scales_by_the_closed_form()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new[] { 3f });
        var b = tensor(new[] { 4f });

        GradientClipping.ClipNorm([a, b], 1)!.item<float>().Should().Be(5);

        a.item<float>().Should().BeApproximately(0.6f, 1e-6f);
        b.item<float>().Should().BeApproximately(0.8f, 1e-6f);
    }

    [Fact]
    public void Leaves_nothing_behind_and_takes_an_empty_list()
    {
        using var gradient = ones(3);
        long before = LiveTensors.Count;

        GradientClipping.ClipNorm([gradient], 1)!.Dispose();

        GradientClipping.ClipNorm([], 1).Should().BeNull();
        LiveTensors.Count.Should().Be(before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Refuses_a_norm_that_is_not_above_zero(double maxNorm)
    {
        FluentActions.Invoking(() => GradientClipping.ClipNorm([], maxNorm)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static Parameter[] Parameters()
    {
        long[][] shapes = [[16, 3, 3, 3], [16], [7, 5], [1]];
        return [.. shapes.Select((shape, i) => new Parameter(zeros(shape)) { grad = Bits.Gaussian(i, shape) })];
    }
}

using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Noise;

public class UniformNoiseTests
{
    [Fact]
    public void The_default_is_uniform_between_minus_and_plus_1e_minus_5()
    {
        double[] values = [.. NoiseSample.Draw(new UniformNoise(), 400, 224).SelectMany(v => v)];

        // 89,600 draws: standard errors 1.9e-8 of the mean, 0.9e-8 of the deviation.
        values.Should().OnlyContain(v => Math.Abs(v) <= 1.000001e-5);
        NoiseSample.Mean(values).Should().BeApproximately(0, 8e-8);
        NoiseSample.Deviation(values).Should().BeApproximately(1e-5 / Math.Sqrt(3), 4e-8);
    }

    [Fact]
    public void Bounds_are_the_callers()
    {
        double[] values = [.. NoiseSample.Draw(new UniformNoise(0.25, 0.75), 100, 224).SelectMany(v => v)];

        values.Min().Should().BeInRange(0.25, 0.251);
        values.Max().Should().BeInRange(0.749, 0.75);
    }

    [Fact]
    public void It_is_a_function_of_the_stream()
    {
        NoiseSample.Draw(new UniformNoise(), 3, 5, seed: 1)[2].Should().Equal(NoiseSample.Draw(new UniformNoise(), 3, 5, seed: 1)[2]);
        NoiseSample.Draw(new UniformNoise(), 3, 5, seed: 1)[2].Should().NotIntersectWith(NoiseSample.Draw(new UniformNoise(), 3, 5, seed: 2)[2]);
    }

    [Fact]
    public void All_errors_come_in_one_message()
    {
        var create = () => new UniformNoise(double.NaN, double.PositiveInfinity);
        var inverted = () => new UniformNoise(1, 0);

        create.Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(2);
        inverted.Should().Throw<OptionsException>().WithMessage("*high is 0, but must be finite and at least low.");
    }
}

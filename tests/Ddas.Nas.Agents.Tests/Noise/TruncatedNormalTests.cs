using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Noise;

public class TruncatedNormalTests
{
    [Theory]
    [InlineData(0, 1, 0, double.PositiveInfinity, 0.797885, 0.602810)] // half-normal: sqrt(2/pi), sqrt(1 - 2/pi)
    [InlineData(0, 1, double.NegativeInfinity, double.PositiveInfinity, 0, 1)]
    [InlineData(1, 0.05, 0, 1, 0.960106, 0.030141)] // a saturated action: 1 - 0.05 sqrt(2/pi)
    public void Its_moments_are_the_closed_form(double mean, double deviation, double low, double high, double expectedMean, double expectedDeviation)
    {
        double[] draws = Draw(20_000, mean, deviation, low, high);

        NoiseSample.Mean(draws).Should().BeApproximately(expectedMean, 0.03 * expectedDeviation);
        NoiseSample.Deviation(draws).Should().BeApproximately(expectedDeviation, 0.02 * expectedDeviation);
    }

    [Fact]
    public void It_stays_inside_and_makes_no_ties()
    {
        double[] draws = Draw(5_000, 1, 0.05, 0, 1);

        draws.Should().OnlyContain(x => x > 0 && x < 1).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(-50)]
    [InlineData(50)]
    public void Far_tails_stay_inside_too(double mean) =>
        Draw(100, mean, 1, 0, 1).Should().OnlyContain(x => x >= 0 && x <= 1);

    [Fact]
    public void The_upper_tail_is_the_mirror_of_the_lower()
    {
        // Exponential-like beyond 6 deviations: mean excess of about 0.158.
        double[] draws = Draw(20_000, -6, 1, 0, double.PositiveInfinity);

        draws.Average().Should().BeApproximately(0.158, 0.005);
        draws.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Without_deviation_it_is_the_mean_moved_inside()
    {
        Draw(1, 0.3, 0, 0, 1).Should().Equal(0.3);
        Draw(1, 1.3, 0, 0, 1).Should().Equal(1);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        var negative = () => Draw(1, 0, -1, 0, 1);
        var inverted = () => Draw(1, 0, 1, 1, 0);

        negative.Should().Throw<ArgumentException>().WithMessage("*at least 0, not -1*");
        inverted.Should().Throw<ArgumentException>().WithMessage("*from 1 to 0*out of order*");
    }

    private static double[] Draw(int count, double mean, double deviation, double low, double high)
    {
        var random = new RandomStream(9, RandomPurpose.Noise, 0);
        var draws = new double[count];
        for (int i = 0; i < count; i++) draws[i] = TruncatedNormal.Draw(mean, deviation, low, high, ref random);
        return draws;
    }
}

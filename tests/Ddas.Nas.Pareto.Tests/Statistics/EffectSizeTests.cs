using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class EffectSizeTests
{
    [Fact]
    public void Cohens_dz_is_the_mean_in_standard_deviations()
    {
        EffectSize.CohensDz([1, 2, 3]).Should().BeApproximately(2, 1e-12); // mean 2, deviation 1
        EffectSize.CohensDz([1.3, -0.4, 2.2, 0.7, 0.9, -0.1, 1.8]).Should().BeApproximately(0.964763217294601, 1e-12); // NumPy
        EffectSize.CohensDz([-0.1, -0.1, -0.1]).Should().Be(double.NegativeInfinity);
        EffectSize.CohensDz([0, 0]).Should().Be(double.NaN);
    }

    [Fact]
    public void Cliffs_delta_counts_pairs()
    {
        EffectSize.CliffsDelta([4, 5, 6], [1, 2, 3]).Should().Be(1);
        EffectSize.CliffsDelta([1, 2, 3], [4, 5, 6]).Should().Be(-1);
        EffectSize.CliffsDelta([1, 2, 3], [3, 2, 1]).Should().Be(0);
        EffectSize.CliffsDelta([2, 3], [1, 2, 9]).Should().BeApproximately((3 - 2) / 6.0, 1e-15);
    }

    [Fact]
    public void Reject_what_they_cannot_measure()
    {
        FluentActions.Invoking(() => EffectSize.CohensDz([1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => EffectSize.CohensDz([1, double.NaN])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => EffectSize.CliffsDelta([], [1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => EffectSize.CliffsDelta([1], [double.NaN])).Should().Throw<ArgumentException>();
    }
}

using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class PairedComparisonTests
{
    [Fact]
    public void Reports_difference_wins_effect_and_p()
    {
        PairedComparison comparison = PairedComparison.Of([0.748, 0.735, 0.760], [0.432, 0.420, 0.455], new BootstrapOptions { Method = BootstrapMethod.Percentile });

        comparison.Count.Should().Be(3);
        comparison.Wins.Should().Be(3);
        comparison.Losses.Should().Be(0);
        // Differences 0.316, 0.315, 0.305; with three pairs 1 resample in 27 is the least value thrice, so the ends are the extremes.
        comparison.MeanDifference.Estimate.Should().BeApproximately(0.312, 1e-12);
        comparison.MeanDifference.Lower.Should().BeApproximately(0.305, 1e-12);
        comparison.MeanDifference.Upper.Should().BeApproximately(0.316, 1e-12);
        comparison.CohensDz.Should().BeApproximately(0.312 / Math.Sqrt((16e-6 + 9e-6 + 49e-6) / 2), 1e-6);
        comparison.CliffsDelta.Should().Be(1);
        comparison.SignP.Should().BeApproximately(0.25, 1e-12);
        comparison.PermutationP.Should().Be(0.25);
    }

    [Fact]
    public void Swapping_the_two_turns_all_signs()
    {
        double[] method = [1, 4, 2, 8, 5, 7];
        double[] baseline = [2, 3, 1, 9, 2, 2];
        PairedComparison forth = PairedComparison.Of(method, baseline);
        PairedComparison back = PairedComparison.Of(baseline, method);

        (back.Wins, back.Losses).Should().Be((forth.Losses, forth.Wins)).And.Be((2, 4));
        back.CohensDz.Should().BeApproximately(-forth.CohensDz, 1e-12);
        back.CliffsDelta.Should().Be(-forth.CliffsDelta);
        back.MeanDifference.Estimate.Should().Be(-forth.MeanDifference.Estimate).And.BeNegative();
        (back.SignP, back.PermutationP).Should().Be((forth.SignP, forth.PermutationP));
    }

    [Fact]
    public void Pairing_matters()
    {
        // The spread over seeds is large, the difference within a seed is not.
        PairedComparison comparison = PairedComparison.Of([11, 21.5, 30.5, 41, 52, 61], [10, 20, 30, 40, 50, 60]);

        comparison.MeanDifference.Lower.Should().BeGreaterThan(0.5);
        comparison.PermutationP.Should().Be(2 / 64.0);
        comparison.CliffsDelta.Should().BeApproximately((6 + 15 - 15) / 36.0, 1e-12);
    }

    [Fact]
    public void Rejects_series_that_do_not_pair()
    {
        FluentActions.Invoking(() => PairedComparison.Of([1, 2, 3], [1, 2])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => PairedComparison.Of([1, double.PositiveInfinity], [1, 2])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => PairedComparison.Of([1, 2], [1, 2], new BootstrapOptions { Resamples = 1 })).Should().Throw<ArgumentException>();
    }
}

using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class SeedStatisticsTests
{
    [Fact]
    public void Bands_are_taken_step_by_step() =>
        SeedStatistics.Bands([[1, 10], [2, 10], [6, 10]]).Should().Equal(
            new SeedBand(3, Math.Sqrt(7), 1, 6), // squares 4, 1, 9 over 2
            new SeedBand(10, 0, 10, 10));

    [Fact]
    public void A_single_seed_has_no_deviation() =>
        SeedStatistics.Bands([[1, 2]]).Should().Equal(new SeedBand(1, 0, 1, 1), new SeedBand(2, 0, 2, 2));

    [Fact]
    public void A_missing_value_makes_its_step_missing_and_no_other()
    {
        IReadOnlyList<SeedBand> bands = SeedStatistics.Bands([[1, double.NaN], [3, 4]]);

        bands[0].Should().Be(new SeedBand(2, Math.Sqrt(2), 1, 3));
        bands[1].Should().Be(new SeedBand(double.NaN, double.NaN, double.NaN, double.NaN));
    }

    [Fact]
    public void Mean_intervals_are_those_of_each_step()
    {
        var options = new BootstrapOptions { Resamples = 500, Seed = 5 };
        IReadOnlyList<ConfidenceInterval> intervals = SeedStatistics.MeanIntervals([[1, 7], [2, 7], [6, 7]], options);

        intervals.Should().Equal(
            new Bootstrap(options).Interval([1.0, 2, 6], Enumerable.Average),
            new ConfidenceInterval(7, 7, 7, 0.95, 500));
    }

    [Fact]
    public void Rejects_curves_that_do_not_fit()
    {
        FluentActions.Invoking(() => SeedStatistics.Bands([])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => SeedStatistics.Bands([[1, 2], [1]])).Should().Throw<ArgumentException>().WithMessage("*not of 2, 1 steps*");
        FluentActions.Invoking(() => SeedStatistics.MeanIntervals([[1, 2]])).Should().Throw<ArgumentException>();
    }
}

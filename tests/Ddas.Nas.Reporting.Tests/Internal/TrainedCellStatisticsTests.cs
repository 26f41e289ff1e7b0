using Ddas.Nas.Reporting.Internal;

namespace Ddas.Nas.Reporting.Tests.Internal;

public class TrainedCellStatisticsTests
{
    [Fact]
    public void Correlations_and_fits_are_those_of_the_cells()
    {
        var statistics = TrainedCellStatistics.Of(
        [
            TrainedManifests.Of(1, 0.50, 0.90, 1_000_000_000, 1_000_000), TrainedManifests.Of(2, 0.60, 0.92, 2_000_000_000, 3_000_000),
            TrainedManifests.Of(3, 0.55, 0.94, 3_000_000_000, 2_000_000), TrainedManifests.Of(4, 0.70, 0.96, 4_000_000_000, 4_000_000),
        ]);

        statistics.Cells.Should().Be(4);
        statistics.Spearman!.Estimate.Should().BeApproximately(0.8, 1e-12, "one neighbouring pair of four is exchanged");
        statistics.Kendall!.Estimate.Should().BeApproximately(4 / 6.0, 1e-12);
        statistics.Spearman.Should().Match<Pareto.Statistics.ConfidenceInterval>(i => i.Lower <= i.Estimate && i.Estimate <= i.Upper && i.Confidence == 0.95);
        statistics.OnGigaflops!.Slope.Should().BeApproximately(2, 1e-9, "two percent points for each GFLOP");
        statistics.OnGigaflops.Correlation.Should().BeApproximately(1, 1e-12);
        statistics.OnMillionParameters!.Correlation.Should().BeApproximately(0.8, 1e-12);
    }

    [Fact]
    public void What_too_few_cells_cannot_say_is_null()
    {
        var statistics = TrainedCellStatistics.Of([TrainedManifests.Of(1, 0.5, 0.9, 1, 1), TrainedManifests.Of(2, 0.5, 0.9, 1, 1)]);

        statistics.Should().Be(new TrainedCellStatistics(2, null, null, null, null));
        FluentActions.Invoking(() => TrainedCellStatistics.Of([TrainedManifests.Of(1, 0.5, null, 1, 1)])).Should().Throw<ArgumentException>().WithMessage("*still trains*");
    }
}

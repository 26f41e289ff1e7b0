using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Tests.Models;

public class FrontSeriesTests
{
    [Fact]
    public void The_front_is_what_no_other_result_beats_by_rising_cost()
    {
        var series = FrontSeries.Of("m", [new(3, 60, "a"), new(1, 50, "b"), new(2, 50, "c"), new(double.PositiveInfinity, 99, "d"), new(3, 60, "e")]);

        series.All.Should().HaveCount(4);
        series.Front.Select(p => p.Label).Should().Equal("b", "a");
    }
}

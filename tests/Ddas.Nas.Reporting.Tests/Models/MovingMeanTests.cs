using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Tests.Models;

public class MovingMeanTests
{
    [Fact]
    public void Each_value_is_the_mean_of_itself_and_those_before_it_in_the_window() => MovingMean.Of([3, 5, 7, 1], 3).Should().Equal(3, 4, 5, 13.0 / 3);

    [Fact]
    public void A_window_of_one_changes_nothing() => MovingMean.Of([3, 5, 7], 1).Should().Equal(3, 5, 7);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(90, 1)]
    [InlineData(1500, 25)]
    public void The_window_is_a_sixtieth(int length, int window) => MovingMean.WindowFor(length).Should().Be(window);
}

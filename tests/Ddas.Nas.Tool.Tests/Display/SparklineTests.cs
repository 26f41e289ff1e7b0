using Ddas.Nas.Tool.Display;

namespace Ddas.Nas.Tool.Tests.Display;

public class SparklineTests
{
    [Fact]
    public void Heights_go_from_the_least_to_the_greatest() => Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7], 20).Should().Be("▁▂▃▄▅▆▇█");

    [Fact]
    public void A_long_series_is_averaged() => Sparkline.Of([0, 0, 8, 6, 3, 4], 3).Should().Be("▁█▅");

    [Fact]
    public void A_constant_and_an_empty_series_are_flat()
    {
        Sparkline.Of([5, 5], 10).Should().Be("▁▁");
        Sparkline.Of([], 10).Should().BeEmpty();
    }
}

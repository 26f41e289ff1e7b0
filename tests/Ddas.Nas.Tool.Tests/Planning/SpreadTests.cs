using Ddas.Nas.Tool.Planning;

namespace Ddas.Nas.Tool.Tests.Planning;

public sealed class SpreadTests
{
    [Fact]
    public void It_is_median_smallest_and_largest()
    {
        Spread.Of([5, 1, 3]).Should().Be(new Spread(3, 1, 5));
        Spread.Of([5, 1, 3, 4]).Should().Be(new Spread(3.5, 1, 5));
        Spread.Of([7]).Should().Be(Spread.Exactly(7));
    }

    [Fact]
    public void Spreads_add_up_and_are_multiplied() =>
        ((2 * new Spread(2, 1, 4)) + Spread.Exactly(10)).Should().Be(new Spread(14, 12, 18));
}

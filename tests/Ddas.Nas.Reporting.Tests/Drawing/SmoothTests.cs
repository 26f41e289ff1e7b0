using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Tests.Drawing;

public class SmoothTests
{
    [Fact]
    public void Points_that_no_one_can_tell_apart_are_left_out_but_both_ends_stay()
    {
        Position[] points = [.. Enumerable.Range(0, 1001).Select(i => new Position(i / 100.0, 5))];

        var kept = Smooth.Thin(points);

        kept.Should().HaveCountLessThan(40);
        (kept[0], kept[^1]).Should().Be((points[0], points[^1]));
    }

    [Fact]
    public void A_jump_stays() => Smooth.Thin([new(0, 0), new(0.1, 0), new(0.1, 9), new(0.1, 0), new(0.2, 0)]).Should().Contain(new Position(0.1, 9));

    [Fact]
    public void Dots_at_one_place_are_one() => Smooth.Places([new(1, 1), new(1.1, 0.9), new(3, 1)]).Should().Equal(new Position(1, 1), new Position(3, 1));
}

using Ddas.Nas.Agents.Predictors;
using Ddas.Nas.Pareto;

namespace Ddas.Nas.Agents.Tests.Predictors;

public class TargetScaleTests
{
    private static readonly double[] Values = [0.1, 0.1, 0.82, 0.84, 0.85, 0.86, 0.9];

    [Theory, InlineData(Direction.Maximize), InlineData(Direction.Minimize)]
    public void It_is_standardized_and_keeps_the_order(Direction direction)
    {
        var scale = new TargetScale(Values, direction);

        double[] places = [.. Values.Select(scale.To)];

        places.Average().Should().BeApproximately(0, 1e-12);
        places.Average(static p => p * p).Should().BeApproximately(1, 1e-12);
        if (direction == Direction.Maximize) places.Should().BeInAscendingOrder();
        else places.Should().BeInDescendingOrder();
    }

    [Theory, InlineData(Direction.Maximize), InlineData(Direction.Minimize)]
    public void It_goes_there_and_back_beyond_both_ends(Direction direction)
    {
        var scale = new TargetScale(Values, direction);

        foreach (double value in (double[])[-1, 0, 0.3, 0.86, 0.9, 0.95, 2]) scale.From(scale.To(value)).Should().BeApproximately(value, 1e-9);
    }

    [Fact]
    public void Failures_are_drawn_together()
    {
        var scale = new TargetScale(Values, Direction.Maximize);

        (scale.To(0.9) - scale.To(0.84)).Should().BeGreaterThan((scale.To(0.2) - scale.To(0.1)) * 5);
    }

    [Fact]
    public void Equal_values_are_borne()
    {
        var scale = new TargetScale([0.5, 0.5], Direction.Maximize);

        scale.To(0.5).Should().Be(0);
        scale.From(0).Should().BeApproximately(0.5, 1e-9);
    }
}

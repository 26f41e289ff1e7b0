using FsCheck.Xunit;

namespace Ddas.Nas.Pareto.Tests;

public class DominanceTests
{
    [Theory]
    [InlineData(new double[] { 1, 2 }, new double[] { 2, 2 }, true)]
    [InlineData(new double[] { 2, 2 }, new double[] { 1, 2 }, false)]
    [InlineData(new double[] { 1, 2 }, new double[] { 1, 2 }, false)]
    [InlineData(new double[] { 1, 3 }, new double[] { 2, 2 }, false)]
    [InlineData(new double[] { 0 }, new double[] { double.PositiveInfinity }, true)]
    [InlineData(new double[] { double.NegativeInfinity, 0, 0 }, new double[] { 0, 0, 0 }, true)]
    public void Compares_costs_strictly(double[] first, double[] second, bool expected) =>
        Dominance.Dominates(first, second).Should().Be(expected);

    [Fact]
    public void Follows_the_direction_of_each_objective()
    {
        Objective<(double Accuracy, double Flops)>[] objectives =
        [
            new("accuracy", "%", Direction.Maximize, x => x.Accuracy),
            new("FLOPs", "M", Direction.Minimize, x => x.Flops),
        ];

        Dominance.Dominates((95, 60), (94, 60), objectives).Should().BeTrue();
        Dominance.Dominates((94, 60), (95, 60), objectives).Should().BeFalse();
        Dominance.Dominates((95, 61), (94, 60), objectives).Should().BeFalse();
    }

    [Fact]
    public void Rejects_NaN_and_unequal_lengths()
    {
        FluentActions.Invoking(() => Dominance.Dominates([1, double.NaN], [1, 2])).Should().Throw<ArgumentException>().WithMessage("Cost 1 is NaN*");
        FluentActions.Invoking(() => Dominance.Dominates([1, 2], [1, double.NaN])).Should().Throw<ArgumentException>().WithMessage("Cost 1 is NaN*");
        FluentActions.Invoking(() => Dominance.Dominates([1, 2], [1])).Should().Throw<ArgumentException>().WithMessage("*not 2 and 1*");
        FluentActions.Invoking(() => Dominance.Dominates([], [])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Dominance.Dominates(1, 2, Array.Empty<Objective<int>>())).Should().Throw<ArgumentException>().WithMessage("At least one objective*");
    }

    [Property]
    public void Equals_its_definition(byte[] numbers)
    {
        Point[] points = Points.Of(numbers, 3);
        Objective<Point>[] objectives = Points.Objectives(3);
        foreach (Point a in points)
        {
            foreach (Point b in points)
                Dominance.Dominates(a, b, objectives).Should().Be(Points.Dominates(a, b));
        }
    }
}

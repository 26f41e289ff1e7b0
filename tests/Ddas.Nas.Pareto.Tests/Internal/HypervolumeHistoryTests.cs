using Ddas.Nas.Pareto.Internal;
using FsCheck.Xunit;

namespace Ddas.Nas.Pareto.Tests.Internal;

public class HypervolumeHistoryTests
{
    private static readonly Objective<(double Accuracy, double Flops)> Accuracy = new("accuracy", "", Direction.Maximize, x => x.Accuracy);
    private static readonly Objective<(double Accuracy, double Flops)> Flops = new("FLOPs", "", Direction.Minimize, x => x.Flops);

    [Fact]
    public void Has_the_value_after_each_result()
    {
        var history = new HypervolumeHistory<(double, double)>([Accuracy, Flops], [0, 10]);

        history.Value.Should().Be(0);
        history.Add((2, 4)).Should().Be(12);
        history.Add((1, 6)).Should().Be(12);
        history.Add((3, 8)).Should().Be(14);
        history.Add((5, 11)).Should().Be(14);
        history.Add((4, 4)).Should().Be(24);
        history.Values.Should().Equal(12, 12, 14, 14, 24);
        history.Front.Items.Should().Equal((5, 11), (4, 4));
    }

    [Property(MaxTest = 100)]
    public void Equals_the_hypervolume_of_every_prefix(byte[] numbers, byte dimensionChoice)
    {
        int dimensions = 1 + dimensionChoice % 4;
        Point[] points = Points.Of(numbers, dimensions);
        Objective<Point>[] objectives = Points.Objectives(dimensions);
        double[] reference = [.. Enumerable.Repeat(4.0, dimensions)];

        new HypervolumeHistory<Point>(objectives, reference, points).Values.Should().Equal(
            points.Select(point => Hypervolume.Of(points[..(point.Index + 1)], objectives, reference)));
    }

    [Fact]
    public void Rejects_a_reference_that_does_not_fit_at_once() =>
        FluentActions.Invoking(() => new HypervolumeHistory<(double, double)>([Accuracy, Flops], [1, 2, 3])).Should().Throw<ArgumentException>()
            .WithMessage("The reference point*");
}

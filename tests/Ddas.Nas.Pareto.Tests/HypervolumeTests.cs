using FsCheck.Xunit;

namespace Ddas.Nas.Pareto.Tests;

public class HypervolumeTests
{
    private static readonly Objective<double[]> Accuracy = new("accuracy", "", Direction.Maximize, x => x[0]);
    private static readonly Objective<double[]> Flops = new("FLOPs", "", Direction.Minimize, x => x[1]);
    private static readonly Objective<double[]> Latency = new("latency", "", Direction.Minimize, x => x[2]);

    [Fact]
    public void Of_one_point_is_a_box()
    {
        Hypervolume.Of([[0.9, 3]], [Accuracy, Flops], [0.5, 10]).Should().BeApproximately(0.4 * 7, 1e-15);
        Hypervolume.Of([[0.9, 3, 2]], [Accuracy, Flops, Latency], [0.5, 10, 4]).Should().BeApproximately(0.4 * 7 * 2, 1e-15);
        Hypervolume.Of([[0.9], [0.7]], [Accuracy], [0.5]).Should().BeApproximately(0.4, 1e-15);
        Hypervolume.Of([], [Accuracy, Flops], [0.5, 10]).Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Of_a_staircase_is_a_triangular_number(int n)
    {
        // Points (i, i) with i = 1..n, x maximized from 0 and y minimized from n + 1: sum of the row lengths n, n-1, ..., 1.
        IEnumerable<double[]> points = Enumerable.Range(1, n).Select(i => new double[] { i, i });

        Hypervolume.Of(points, [Accuracy, Flops], [0, n + 1]).Should().Be(n * (n + 1) / 2.0);
    }

    [Fact]
    public void Of_corner_cubes_in_three_dimensions()
    {
        Objective<double[]>[] objectives = [.. Enumerable.Range(0, 3).Select(k => new Objective<double[]>($"x{k}", "", Direction.Minimize, x => x[k]))];
        double[][] points = [[0, 1, 1], [1, 0, 1], [1, 1, 0]];

        // Each reaches 2 x 1 x 1 along its own axis; all three share the unit cube.
        Hypervolume.Of(points, objectives, [2, 2, 2]).Should().Be(4);
    }

    [Property(MaxTest = 200)]
    public void Equals_inclusion_and_exclusion(byte[] numbers, byte dimensionChoice)
    {
        int dimensions = 1 + dimensionChoice % 5;
        Point[] points = [.. Points.Of(numbers, dimensions).Take(9)];
        double[] reference = [.. Enumerable.Range(0, dimensions).Select(k => k % 2 == 0 ? 6.0 : 1.0)];

        Hypervolume.Of(points, Points.Objectives(dimensions), reference).Should().Be(UnionBySubsets(points, reference));
    }

    [Property(MaxTest = 200)]
    public void Does_not_depend_on_order_or_on_dominated_points(byte[] numbers, byte dimensionChoice)
    {
        int dimensions = 1 + dimensionChoice % 4;
        Point[] points = Points.Of(numbers, dimensions);
        Objective<Point>[] objectives = Points.Objectives(dimensions);
        double[] reference = [.. Enumerable.Repeat(4.5, dimensions)];
        double volume = Hypervolume.Of(points, objectives, reference);

        Hypervolume.Of(points.Reverse(), objectives, reference).Should().Be(volume);
        Hypervolume.Of(Points.BruteForceFront(points), objectives, reference).Should().Be(volume);
        Hypervolume.Of(points.Concat(points), objectives, reference).Should().Be(volume);
    }

    [Property(MaxTest = 100)]
    public void Does_not_depend_on_the_order_of_objectives(byte[] numbers)
    {
        Point[] points = Points.Of(numbers, 4);
        Objective<Point>[] objectives = Points.Objectives(4);
        double[] reference = [7, 1, 6, 2];

        Hypervolume.Of(points, [.. objectives.Reverse()], [.. reference.Reverse()]).Should().Be(Hypervolume.Of(points, objectives, reference));
    }

    [Property(MaxTest = 100)]
    public void Scales_with_units_and_moves_with_the_origin(byte[] numbers)
    {
        Point[] points = Points.Of(numbers, 3);
        Point[] moved = [.. points.Select(point => new Point(point.Index, [2 * point.X[0] + 1, point.X[1] - 3, 4 * point.X[2]]))];
        Objective<Point>[] objectives = Points.Objectives(3);

        Hypervolume.Of(moved, objectives, [2 * 7 + 1, 1 - 3, 4 * 7]).Should().Be(8 * Hypervolume.Of(points, objectives, [7, 1, 7]));
    }

    [Fact]
    public void Ignores_points_that_are_not_better_than_the_reference_everywhere()
    {
        double[][] points = [[0.9, 10], [0.5, 3], [0.4, 1], [0.99, double.PositiveInfinity]];

        Hypervolume.Of(points, [Accuracy, Flops], [0.5, 10]).Should().Be(0);
    }

    [Fact]
    public void Rejects_what_has_no_volume()
    {
        FluentActions.Invoking(() => Hypervolume.Of([[0.9, 3]], [Accuracy, Flops], [0.5])).Should().Throw<ArgumentException>()
            .WithMessage("*each of 2 objectives (accuracy, FLOPs), not (0.5)*");
        FluentActions.Invoking(() => Hypervolume.Of([[0.9, 3]], [Accuracy, Flops], [0.5, double.NaN])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Hypervolume.Of([[0.9, double.NaN]], [Accuracy, Flops], [0.5, 10])).Should().Throw<ArgumentException>().WithMessage("*'FLOPs' is NaN*");
        FluentActions.Invoking(() => Hypervolume.Of([[double.PositiveInfinity, 3]], [Accuracy, Flops], [0.5, 10])).Should().Throw<ArgumentException>().WithMessage("*infinitely good*");
    }

    /// <summary>The union of boxes as the signed sum over all subsets of the boxes' intersections: exact on whole numbers.</summary>
    private static double UnionBySubsets(Point[] points, double[] reference)
    {
        double[][] boxes = [.. points.Select(point =>
            point.X.Select((x, k) => Math.Max(0, k % 2 == 0 ? reference[k] - x : x - reference[k])).ToArray())];
        double union = 0;
        for (int subset = 1; subset < 1 << boxes.Length; subset++)
        {
            double[][] chosen = [.. boxes.Where((_, i) => (subset >> i & 1) == 1)];
            double volume = Enumerable.Range(0, reference.Length).Aggregate(1.0, (product, k) => product * chosen.Min(box => box[k]));
            union += chosen.Length % 2 == 1 ? volume : -volume;
        }
        return union;
    }
}

using Ddas.Nas.Pareto.Internal;
using FsCheck.Xunit;

namespace Ddas.Nas.Pareto.Tests.Internal;

public class NonDominatedSortingTests
{
    private static readonly Objective<(double X, double Y)> X = new("x", "", Direction.Minimize, point => point.X);
    private static readonly Objective<(double X, double Y)> Y = new("y", "", Direction.Minimize, point => point.Y);

    [Fact]
    public void Ranks_layers_and_lets_equals_share_one()
    {
        (double, double)[] points = [(1, 5), (2, 3), (4, 1), (2, 6), (3, 4), (2, 3), (5, 5)];

        NonDominatedSorting.Ranks(points, [X, Y]).Should().Equal(0, 0, 0, 1, 1, 0, 2);
        NonDominatedSorting.Fronts(points, [X, Y]).Should().BeEquivalentTo(
            new[] { new[] { 0, 1, 2, 5 }, [3, 4], [6] }, options => options.WithStrictOrdering());
        NonDominatedSorting.Fronts(Array.Empty<(double, double)>(), [X, Y]).Should().BeEmpty();
    }

    [Property(MaxTest = 200)]
    public void Equals_peeling_fronts_by_brute_force(byte[] numbers, byte dimensionChoice)
    {
        int dimensions = 1 + dimensionChoice % 4;
        Point[] points = Points.Of(numbers, dimensions);
        int[] expected = new int[points.Length];
        List<Point> left = [.. points];
        for (int rank = 0; left.Count > 0; rank++)
        {
            Point[] front = [.. left.Where(point => !left.Any(other => Points.Dominates(other, point)))];
            foreach (Point point in front)
                expected[point.Index] = rank;
            left.RemoveAll(front.Contains);
        }

        NonDominatedSorting.Ranks(points, Points.Objectives(dimensions)).Should().Equal(expected);
    }

    [Fact]
    public void Crowding_distance_is_the_gap_between_neighbours()
    {
        (double, double)[] front = [(4, 1), (1, 10), (2, 4), (3, 3)];

        // x spans 3, y spans 9; (2, 4): (3-1)/3 + (10-3)/9; (3, 3): (4-2)/3 + (4-1)/9.
        NonDominatedSorting.CrowdingDistance(front, [X, Y]).Should().Equal(
            double.PositiveInfinity, double.PositiveInfinity, 2 / 3.0 + 7 / 9.0, 2 / 3.0 + 3 / 9.0);
    }

    [Fact]
    public void Crowding_distance_of_few_or_equal_points()
    {
        NonDominatedSorting.CrowdingDistance(Array.Empty<(double, double)>(), [X, Y]).Should().BeEmpty();
        NonDominatedSorting.CrowdingDistance([(1.0, 1.0)], [X, Y]).Should().Equal(double.PositiveInfinity);
        NonDominatedSorting.CrowdingDistance([(1.0, 1.0), (1.0, 1.0), (1.0, 1.0)], [X, Y]).Should().Equal(double.PositiveInfinity, 0, double.PositiveInfinity);
        FluentActions.Invoking(() => NonDominatedSorting.CrowdingDistance([(1.0, 1.0), (2.0, double.NegativeInfinity)], [X, Y]))
            .Should().Throw<ArgumentException>().WithMessage("Objective 'y' is not finite*");
    }
}

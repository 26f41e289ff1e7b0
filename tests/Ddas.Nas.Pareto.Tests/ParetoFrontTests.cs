using FsCheck.Xunit;

namespace Ddas.Nas.Pareto.Tests;

public class ParetoFrontTests
{
    private static readonly Objective<Cell> Accuracy = new("accuracy", "%", Direction.Maximize, cell => cell.Accuracy);
    private static readonly Objective<Cell> Flops = new("FLOPs", "M", Direction.Minimize, cell => cell.Flops);
    private static readonly Objective<Cell> Latency = new("latency", "ms", Direction.Minimize, cell => cell.Latency);

    private static readonly Cell[] Cells =
    [
        new("small", 80, 20, 9),
        new("middling", 85, 30, 4),
        new("dominated", 84, 30, 1),
        new("middling again", 85, 30, 1),
        new("large", 95, 90, 7),
        new("dominated too", 70, 95, 1),
        new("good", 90, 55, 3),
    ];

    [Fact]
    public void Keeps_what_nothing_dominates_and_the_earliest_of_equals() =>
        Names(new ParetoFront<Cell>([Accuracy, Flops], Cells).Items).Should().Equal("large", "good", "middling", "small");

    [Fact]
    public void Add_says_what_it_did()
    {
        var front = new ParetoFront<Cell>([Accuracy, Flops]);

        Cells.Select(front.Add).Should().Equal(true, true, false, false, true, false, true);
        front.Add(new Cell("better", 91, 20, 0)).Should().BeTrue();
        Names(front.Items).Should().Equal("large", "better");
    }

    [Fact]
    public void Orders_by_any_objective()
    {
        var front = new ParetoFront<Cell>([Accuracy, Flops], Cells);

        Names(front.OrderedBy(Flops)).Should().Equal("small", "middling", "good", "large");
        Names(front.OrderedBy(Latency)).Should().Equal("good", "middling", "large", "small");
        front.Best(Accuracy).Name.Should().Be("large");
        front.Best(Flops).Name.Should().Be("small");
    }

    [Theory]
    [InlineData(20, "small")]
    [InlineData(54.9, "middling")]
    [InlineData(60, "good")]
    [InlineData(double.PositiveInfinity, "large")]
    public void Finds_the_best_within_a_budget(double budget, string expected)
    {
        var front = new ParetoFront<Cell>([Accuracy, Flops], Cells);

        front.BestUnder(Flops, budget, Accuracy).Name.Should().Be(expected);
        front.TryBestUnder(Flops, budget, Accuracy, out Cell best).Should().BeTrue();
        best.Name.Should().Be(expected);
    }

    [Fact]
    public void A_budget_of_something_maximized_is_a_lower_limit() =>
        new ParetoFront<Cell>([Accuracy, Flops], Cells).BestUnder(Accuracy, 85, Flops).Name.Should().Be("middling");

    [Fact]
    public void Says_what_is_nearest_where_nothing_is_within_the_budget()
    {
        var front = new ParetoFront<Cell>([Accuracy, Flops], Cells);

        FluentActions.Invoking(() => front.BestUnder(Flops, 19.5, Accuracy)).Should().Throw<InvalidOperationException>()
            .WithMessage("No result of the front has FLOPs [M] of at most 19.5; the nearest has 20.");
        FluentActions.Invoking(() => front.BestUnder(Accuracy, 99, Flops)).Should().Throw<InvalidOperationException>()
            .WithMessage("No result of the front has accuracy [%] of at least 99; the nearest has 95.");
        FluentActions.Invoking(() => new ParetoFront<Cell>([Accuracy]).BestUnder(Accuracy, 9, Flops)).Should().Throw<InvalidOperationException>()
            .WithMessage("*the front is empty.");
        FluentActions.Invoking(() => front.BestUnder(Flops, double.NaN, Accuracy)).Should().Throw<ArgumentException>();
        front.TryBestUnder(Flops, 19.5, Accuracy, out _).Should().BeFalse();
    }

    [Fact]
    public void Takes_the_best_of_each_bucket()
    {
        var front = new ParetoFront<Cell>([Accuracy, Flops], Cells);

        Names(front.BestPerBucket(Flops, 1, Accuracy)).Should().Equal("large");
        Names(front.BestPerBucket(Flops, 2, Accuracy)).Should().Equal("middling", "large"); // 55 opens the upper half of 20 to 90
        Names(front.BestPerBucket(Flops, 7, Accuracy)).Should().Equal("small", "middling", "good", "large");
        Names(front.BestPerBucket(Flops, 2, Latency)).Should().Equal("middling", "good");
        new ParetoFront<Cell>([Accuracy]).BestPerBucket(Flops, 3, Accuracy).Should().BeEmpty();
        Names(new ParetoFront<Cell>([Accuracy], Cells).BestPerBucket(Flops, 3, Accuracy)).Should().Equal("large");
    }

    [Fact]
    public void Rejects_NaN_and_stays_as_it_was()
    {
        var front = new ParetoFront<Cell>([Accuracy, Flops], Cells);

        FluentActions.Invoking(() => front.Add(new Cell("broken", 99, double.NaN, 1))).Should().Throw<ArgumentException>().WithMessage("*'FLOPs' is NaN*");
        front.Items.Should().HaveCount(4);
        FluentActions.Invoking(() => new ParetoFront<Cell>([])).Should().Throw<ArgumentException>().WithMessage("At least one objective*");
        FluentActions.Invoking(() => new ParetoFront<Cell>([Accuracy]).Best(Accuracy)).Should().Throw<InvalidOperationException>();
    }

    [Property(MaxTest = 300)]
    public void Equals_brute_force_however_it_is_built(byte[] numbers, byte dimensionChoice)
    {
        int dimensions = 1 + dimensionChoice % 4;
        Point[] points = Points.Of(numbers, dimensions);
        int[] expected = [.. Points.BruteForceFront(points).Select(point => point.Index)];
        var built = new ParetoFront<Point>(Points.Objectives(dimensions), points);
        var grown = new ParetoFront<Point>(Points.Objectives(dimensions));
        foreach (Point point in points)
            grown.Add(point).Should().Be(Points.BruteForceFront(points[..(point.Index + 1)]).Contains(point));

        built.Items.Select(point => point.Index).Should().BeEquivalentTo(expected);
        grown.Items.Should().Equal(built.Items);
    }

    [Property(MaxTest = 200)]
    public void Does_not_depend_on_the_order_of_arrival(byte[] numbers, byte dimensionChoice)
    {
        int dimensions = 1 + dimensionChoice % 4;
        Point[] points = Points.Of(numbers, dimensions);
        IEnumerable<double[]> front = new ParetoFront<Point>(Points.Objectives(dimensions), points).Items.Select(point => point.X);
        IEnumerable<double[]> reversed = new ParetoFront<Point>(Points.Objectives(dimensions), points.Reverse()).Items.Select(point => point.X);

        reversed.Should().BeEquivalentTo(front, options => options.WithStrictOrdering());
    }

    [Property(MaxTest = 100)]
    public void Is_ordered_best_first_in_the_first_objective(byte[] numbers)
    {
        IReadOnlyList<Point> front = new ParetoFront<Point>(Points.Objectives(2), Points.Of(numbers, 2)).Items;

        front.Select(point => point.X[0]).Should().BeInAscendingOrder();
        front.Select(point => point.X[1]).Should().BeInAscendingOrder("more of what costs more");
    }

    [Fact]
    public void A_staircase_of_100_000_steps_is_kept_whole()
    {
        // A front as long as the input would take 10^10 comparisons if all pairs were compared.
        var rising = new Objective<int>("x", "", Direction.Minimize, i => i);
        var falling = new Objective<int>("y", "", Direction.Minimize, i => -i);

        new ParetoFront<int>([rising, falling], Enumerable.Range(0, 100_000)).Items.Should().HaveCount(100_000);
    }

    private static IEnumerable<string> Names(IEnumerable<Cell> cells) => cells.Select(cell => cell.Name);

    private sealed record Cell(string Name, double Accuracy, double Flops, double Latency);
}

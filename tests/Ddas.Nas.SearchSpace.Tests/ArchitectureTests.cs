using FsCheck.Xunit;

namespace Ddas.Nas.SearchSpace.Tests;

public class ArchitectureTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;
    private static readonly ChosenPair[] Cell = [new(0, 1), new(1, 2), new(2, 3), new(4, 4), new(5, 5), new(8, 6), new(9, 7), new(13, 0)];

    [Fact]
    public void Pairs_stand_in_canonical_order_whatever_order_they_came_in()
    {
        var architecture = new Architecture(Darts, [Cell.Reverse(), Cell]);

        architecture.Cell(0).Should().Equal(Cell);
        architecture.Should().Be(new Architecture(Darts, [Cell, Cell]));
        architecture.GetHashCode().Should().Be(new Architecture(Darts, [Cell, Cell]).GetHashCode());
    }

    [Fact]
    public void Weights_are_ones_at_the_chosen_pairs()
    {
        var values = new Architecture(Darts, [Cell, Cell]).Weights;

        values.Values.ToArray().Sum().Should().Be(16);
        foreach (var pair in Cell) (values[0, pair.Edge, pair.Operation], values[1, pair.Edge, pair.Operation]).Should().Be((1, 1));
    }

    [Fact]
    public void Operations_are_counted_over_all_cells()
    {
        var architecture = new Architecture(Darts, [Cell, Cell.Select(p => p with { Operation = 0 })]);

        architecture.Count(Operation.None).Should().Be(9);
        architecture.Count(DartsOperations.DilatedConv5x5).Should().Be(1);
        architecture.Count(NasBench201Operations.Conv1x1).Should().Be(0);
    }

    [Fact]
    public void The_distance_counts_pairs_that_differ_in_edge_or_operation()
    {
        var a = new Architecture(Darts, [Cell, Cell]);
        ChosenPair[] changed = [new(0, 1), new(1, 2), new(2, 3), new(4, 5), new(5, 5), new(7, 6), new(9, 7), new(13, 0)];

        a.DifferingPairs(a).Should().Be(0);
        a.DifferingPairs(new Architecture(Darts, [Cell, changed])).Should().Be(2);
        a.DifferingPairs(new Architecture(Darts, [changed, changed])).Should().Be(4);
    }

    [Property(MaxTest = 100)]
    public void The_distance_is_a_metric(int seed)
    {
        var (a, b, c) = (Architectures.Random(Darts, seed, 0), Architectures.Random(Darts, seed, 1), Architectures.Random(Darts, seed, 2));

        a.DifferingPairs(b).Should().Be(b.DifferingPairs(a)).And.BeInRange(a.Equals(b) ? 0 : 1, 16);
        a.DifferingPairs(c).Should().BeLessThanOrEqualTo(a.DifferingPairs(b) + b.DifferingPairs(c));
        // Half of alpha_d's squared distance: each differing pair is a 1 here that is a 0 there.
        a.Weights.Values.ToArray().Zip(b.Weights.Values.ToArray(), (x, y) => (x - y) * (x - y)).Sum().Should().Be(2 * a.DifferingPairs(b));
    }

    [Fact]
    public void Another_space_is_no_distance_away() =>
        FluentActions.Invoking(() => Architectures.Random(Darts, 0).DifferingPairs(Architectures.Random(SearchSpaceDefinition.NasBench201, 0))).Should().Throw<ArgumentException>().WithMessage("*'darts'*'nasbench201'*");

    [Theory]
    [InlineData(14, 0, "*normal cell names edge 14, but edges run from 0 to 13*")]
    [InlineData(-1, 0, "*edge -1*")]
    [InlineData(13, 8, "*normal cell names operation 8, but operations run from 0 to 7*")]
    [InlineData(9, 0, "*Node 3 of the normal cell needs 2 pairs on different edges, but has 2 on 1*")]
    [InlineData(4, 0, "*Node 1 of the normal cell needs 2 pairs on different edges, but has 3 on 2*")]
    public void Pairs_that_do_not_fit_are_refused(int edge, int operation, string message) =>
        FluentActions.Invoking(() => new Architecture(Darts, [[.. Cell[..7], new(edge, operation)], Cell])).Should().Throw<ArgumentException>().WithMessage(message);

    [Fact]
    public void Missing_cells_and_pairs_are_refused()
    {
        FluentActions.Invoking(() => new Architecture(Darts, [Cell])).Should().Throw<ArgumentException>().WithMessage("Space 'darts' has 2 cell kinds, not 1.*");
        FluentActions.Invoking(() => new Architecture(Darts, [Cell, Cell[1..]])).Should().Throw<ArgumentException>().WithMessage("*Node 0 of the reduce cell needs 2 pairs on different edges, but has 1 on 1*");
    }

    [Fact]
    public void Equality_is_by_space_and_pairs()
    {
        var a = new Architecture(Darts, [Cell, Cell]);
        var other = new SearchSpaceDefinition("other", Darts.CellKinds, Darts.Topology, Darts.Operations);

        a.Should().NotBe(new Architecture(Darts, [Cell, Cell.Select(p => p with { Operation = 1 })])).And.NotBe(new Architecture(other, [Cell, Cell])).And.NotBe(null);
        a.WithOperation(1, 7, 5).Should().Be(new Architecture(Darts, [Cell, [.. Cell[..7], new(13, 5)]]));
    }
}

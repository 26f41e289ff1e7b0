namespace Ddas.Nas.SearchSpace.Tests;

public class CellTopologyTests
{
    private static readonly CellTopology Darts = SearchSpaceDefinition.Darts.Topology;
    private static readonly CellTopology NasBench201 = SearchSpaceDefinition.NasBench201.Topology;

    [Fact]
    public void Darts_has_14_edges_node_by_node_by_rising_source()
    {
        Darts.Edges.Should().Equal(
            new(0, 0), new(1, 0), new(0, 1), new(1, 1), new(2, 1), new(0, 2), new(1, 2), new(2, 2), new(3, 2), new(0, 3), new(1, 3), new(2, 3), new(3, 3), new(4, 3));
        Darts.ChosenPairs.Should().Be(8);
    }

    [Fact]
    public void Nas_bench_201_has_the_benchmarks_6_edges()
    {
        NasBench201.Edges.Should().Equal(new(0, 0), new(0, 1), new(1, 1), new(0, 2), new(1, 2), new(2, 2));
        NasBench201.ChosenPairs.Should().Be(6);
    }

    [Fact]
    public void Incoming_edges_and_edge_indices_agree_with_the_list()
    {
        for (int node = 0; node < Darts.Nodes; node++)
        {
            var (offset, length) = Darts.IncomingEdges(node).GetOffsetAndLength(Darts.Edges.Count);
            length.Should().Be(node + 2);
            for (int source = 0; source < length; source++)
            {
                Darts.EdgeIndex(source, node).Should().Be(offset + source);
                Darts.Edges[offset + source].Should().Be(new Edge(source, node));
            }
        }
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 4)]
    public void Edges_outside_are_refused(int source, int node) => FluentActions.Invoking(() => Darts.EdgeIndex(source, node)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void A_node_with_fewer_edges_than_the_choice_keeps_all() =>
        new CellTopology(1, 3, EdgeChoice.BestPerNode(2), CellOutput.LastNode).ChosenPairs.Should().Be(1 + 2 + 2);

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 1, 9)]
    public void Impossible_counts_are_refused(int inputs, int nodes, int output) =>
        FluentActions.Invoking(() => new CellTopology(inputs, nodes, EdgeChoice.EveryEdge, (CellOutput)output)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Equality_is_by_value()
    {
        var copy = new CellTopology(2, 4, EdgeChoice.BestPerNode(2), CellOutput.ConcatenateNodes);

        copy.Should().Be(Darts);
        copy.GetHashCode().Should().Be(Darts.GetHashCode());
        new[]
        {
            Darts, new(3, 4, EdgeChoice.BestPerNode(2), CellOutput.ConcatenateNodes), new(2, 3, EdgeChoice.BestPerNode(2), CellOutput.ConcatenateNodes),
            new(2, 4, EdgeChoice.BestPerNode(1), CellOutput.ConcatenateNodes), new(2, 4, EdgeChoice.EveryEdge, CellOutput.ConcatenateNodes), new(2, 4, EdgeChoice.BestPerNode(2), CellOutput.LastNode),
        }.Should().OnlyHaveUniqueItems();
    }
}

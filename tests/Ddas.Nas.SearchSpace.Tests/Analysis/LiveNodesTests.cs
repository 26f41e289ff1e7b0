using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.SearchSpace.Tests.Analysis;

public class LiveNodesTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;

    [Fact]
    public void A_node_is_live_through_an_input_or_a_live_node()
    {
        // Node 0 dead; node 1 reads node 0; node 2 reads input 0; node 3 reads node 2.
        ChosenPair[] cell = [new(0, 0), new(1, 0), new(2, 0), new(4, 3), new(5, 3), new(8, 3), new(9, 0), new(13, 1)];

        LiveNodes.Of(new Architecture(Darts, [cell, cell]), 0).Should().Equal(false, false, true, true);
    }

    [Fact]
    public void A_cell_is_dead_where_all_its_nodes_are()
    {
        var dead = Architectures.Darts(Operation.None);
        var half = Architectures.Darts(Operation.None, (1, 3, 0, DartsOperations.MaxPool3x3));

        LiveNodes.IsDead(dead, 0).Should().BeTrue();
        (LiveNodes.IsDead(half, 0), LiveNodes.IsDead(half, 1)).Should().Be((true, false));
    }

    [Theory]
    [InlineData("|skip_connect~0|+|skip_connect~0|none~1|+|none~0|none~1|none~2|", true)]
    [InlineData("|none~0|+|none~0|none~1|+|none~0|skip_connect~1|skip_connect~2|", true)]
    [InlineData("|skip_connect~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|", false)]
    public void Where_the_last_node_is_the_output_it_decides(string text, bool dead) =>
        LiveNodes.IsDead(ArchitectureText.Parse(SearchSpaceDefinition.NasBench201, text), 0).Should().Be(dead);

    // All choices of edges, and none or not on each of the 8 pairs, weighted as uniform alpha does: algorithm.md's 1.3e-4.
    [Fact]
    public void Of_uniformly_random_cells_13_in_100000_are_dead()
    {
        double probability = 0;
        foreach (var edges in EdgeChoices(0))
        {
            double ofEdges = 1.0 / (1 * 3 * 6 * 10);
            for (int mask = 0; mask < 256; mask++)
            {
                var cell = edges.Select((edge, i) => new ChosenPair(edge, (mask >> i) & 1)).ToArray();
                if (!LiveNodes.IsDead(new Architecture(Darts, [cell, cell]), 0)) continue;
                int live = System.Numerics.BitOperations.PopCount((uint)mask);
                probability += ofEdges * Math.Pow(7.0 / 8, live) * Math.Pow(1.0 / 8, 8 - live);
            }
        }

        // Node by node: all its edges are none or come from dead nodes.
        double both = 1.0 / 64, one = 1.0 / 8;
        double closedForm = both * ((both / 3) + (2 * one / 3)) * ((both / 6) + (4 * one / 6) + (1.0 / 6)) * ((both / 10) + (6 * one / 10) + (3.0 / 10));
        probability.Should().BeApproximately(closedForm, 1e-15);
        closedForm.Should().BeApproximately(1.3e-4, 0.05e-4);
    }

    private static IEnumerable<int[]> EdgeChoices(int node)
    {
        if (node == 4) return [[]];
        var (first, count) = (Darts.Topology.EdgeIndex(0, node), node + 2);
        return from a in Enumerable.Range(first, count)
               from b in Enumerable.Range(first, count)
               where a < b
               from rest in EdgeChoices(node + 1)
               select (int[])[a, b, .. rest];
    }
}

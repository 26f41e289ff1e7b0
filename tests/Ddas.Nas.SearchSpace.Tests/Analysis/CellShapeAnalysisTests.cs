using Ddas.Nas.SearchSpace.Analysis;
using FsCheck.Xunit;

namespace Ddas.Nas.SearchSpace.Tests.Analysis;

public class CellShapeAnalysisTests
{
    // The DDAS paper: text of Section V, figures 8 and 9.
    [Theory]
    [InlineData("DARTS_V2", "3.5c/3", "2.5c/3")]
    [InlineData("DDAS_NL_CIFAR10_fig8", "2.5c/4", "2.5c/4")]
    [InlineData("DDAS_4S_CIFAR100_fig9", "3c/3", "2c/5")]
    public void Published_cells_have_the_published_shapes(string name, string normal, string reduction) =>
        CellShapeAnalysis.Of(PublishedCells.Find(name).Genotype.ToArchitecture(SearchSpaceDefinition.Darts)).Select(s => s.ToString()).Should().Equal(normal, reduction);

    [Fact]
    public void Extremes_of_the_darts_space()
    {
        var space = SearchSpaceDefinition.Darts;
        var widest = Architectures.Darts(DartsOperations.SkipConnect);
        var deepest = new Architecture(space, [Chain(), Chain()]);

        CellShapeAnalysis.Of(widest, 0).Should().Be(new CellShape(4, 2));
        CellShapeAnalysis.Of(deepest, 0).Should().Be(new CellShape(2.5, 5));
        CellShapeAnalysis.Of(Architectures.Darts(Operation.None), 0).Should().Be(new CellShape(0, 0));

        // Each node reads the one before it, and input 0.
        IEnumerable<ChosenPair> Chain() => Enumerable.Range(0, 4).SelectMany(node => new ChosenPair[] { new(space.Topology.EdgeIndex(0, node), 3), new(space.Topology.EdgeIndex(node + 1, node), 3) });
    }

    [Fact]
    public void Edges_from_dead_nodes_make_no_depth_and_no_width()
    {
        // Node 0 is dead; node 1 reads it and none; node 2 reads input 0 and node 1; node 3 nothing.
        var space = SearchSpaceDefinition.Darts;
        ChosenPair[] cell = [new(0, 0), new(1, 0), new(2, 0), new(4, 3), new(5, 3), new(8, 3), new(9, 0), new(10, 0)];

        CellShapeAnalysis.Of(new Architecture(space, [cell, cell]), 0).Should().Be(new CellShape(0.5, 2));
    }

    [Theory]
    [InlineData("|skip_connect~0|+|skip_connect~0|skip_connect~1|+|skip_connect~0|skip_connect~1|skip_connect~2|", "1.83c/3")]
    [InlineData("|none~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|", "0.33c/1")]
    [InlineData("|skip_connect~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|", "1c/3")]
    [InlineData("|skip_connect~0|+|skip_connect~0|none~1|+|none~0|none~1|none~2|", "1.5c/0")]
    public void In_a_space_whose_output_is_the_last_node_the_depth_ends_there(string text, string shape) =>
        CellShapeAnalysis.Of(ArchitectureText.Parse(SearchSpaceDefinition.NasBench201, text), 0).ToString().Should().Be(shape);

    [Property(MaxTest = 200)]
    public void Depth_agrees_with_following_every_path(int seed)
    {
        var architecture = Architectures.Random(SearchSpaceDefinition.Darts, seed);
        var topology = architecture.Space.Topology;
        for (int kind = 0; kind < 2; kind++)
        {
            var live = architecture.Cell(kind).Where(p => p.Operation != 0).Select(p => topology.Edges[p.Edge]).ToList();
            int longest = Enumerable.Range(0, 4).Max(Longest);
            CellShapeAnalysis.Of(architecture, kind).Should().Be(new CellShape(live.Count(e => e.Source < 2) / 2.0, longest < 0 ? 0 : longest + 1));

            int Longest(int node) => live.Where(e => e.Node == node).Select(e => e.Source < 2 ? 1 : Longest(e.Source - 2) is var d and > 0 ? d + 1 : -1).Append(-1).Max();
        }
    }
}

using Ddas.Nas.Reporting.Cells;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Tests.Cells;

public class CellGraphTests
{
    [Theory]
    [InlineData("DARTS_V2")]
    [InlineData("DARTS_V1")]
    public void Every_chosen_pair_is_a_box_and_every_line_leads_one_column_on(string name)
    {
        var architecture = PublishedCells.Resolve(name).ToArchitecture(SearchSpaceDefinition.Darts);

        var graph = new CellGraph(architecture, 0);

        graph.Nodes.Count(n => n.Kind == CellNodeKind.Operation).Should().Be(8);
        graph.Nodes.Count(n => n.Kind == CellNodeKind.Node).Should().Be(4);
        graph.Lines.Should().OnlyContain(l => graph.Nodes[l.To].Layer == graph.Nodes[l.From].Layer + 1);
        graph.Nodes.Select((n, i) => (n, i)).Where(x => x.n.Kind == CellNodeKind.Operation)
            .Should().OnlyContain(x => graph.Lines.Count(l => l.To == x.i) == 1 && graph.Lines.Count(l => l.From == x.i) == 1);
    }

    [Fact]
    public void The_last_node_alone_leads_to_the_output_where_the_space_says_so()
    {
        var architecture = ArchitectureText.Parse(SearchSpaceDefinition.NasBench201, "|none~0|+|nor_conv_3x3~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|");

        var graph = new CellGraph(architecture, 0);

        graph.Nodes.Count(n => n.Kind == CellNodeKind.None).Should().Be(3);
        int output = graph.Nodes.ToList().FindIndex(n => n.Kind == CellNodeKind.Output);
        graph.Nodes[graph.Lines.Single(l => l.To == output).From].Name.Should().Be("2");
    }
}

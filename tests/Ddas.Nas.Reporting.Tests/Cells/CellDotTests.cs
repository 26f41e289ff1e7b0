using Ddas.Nas.Reporting.Cells;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Tests.Cells;

public class CellDotTests
{
    [Fact]
    public void A_cell_is_a_digraph_with_an_edge_for_each_pair()
    {
        var architecture = ArchitectureText.Parse(SearchSpaceDefinition.NasBench201, "|none~0|+|nor_conv_3x3~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_1x1~2|");

        CellDot.Of(architecture, 0).Should().Be("""
            digraph "cell" {
              rankdir=LR;
              node [shape=circle];
              s0 [shape=box, label="cell k-1"];
              s1 [label="0"];
              s2 [label="1"];
              s3 [label="2"];
              output [shape=box];
              s0 -> s1 [label="none", style=dashed];
              s0 -> s2 [label="nor_conv_3x3"];
              s1 -> s2 [label="skip_connect"];
              s0 -> s3 [label="avg_pool_3x3"];
              s1 -> s3 [label="none", style=dashed];
              s2 -> s3 [label="nor_conv_1x1"];
              s3 -> output;
            }

            """.ReplaceLineEndings("\n"));
    }
}

using Ddas.Nas.Reporting.Cells;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Tests.Cells;

public class CellPictureTests
{
    [Fact]
    public void Both_cells_are_drawn_with_their_width_and_depth()
    {
        var picture = CellPicture.Of(PublishedCells.Resolve("DARTS_V2").ToArchitecture(SearchSpaceDefinition.Darts), "DARTS_V2");

        string[] texts = [.. picture.Shapes.OfType<Shape.Text>().Select(t => t.Content)];
        texts.Should().Contain("normal cell: width 3.5c, depth 3").And.Contain("reduce cell: width 2.5c, depth 3");
        texts.Count(t => t.Contains('_', StringComparison.Ordinal)).Should().Be(16);
    }

    [Fact]
    public void A_dead_cell_is_named_as_such()
    {
        var architecture = ArchitectureText.Parse(SearchSpaceDefinition.NasBench201, "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|");

        CellPicture.Of(architecture, "").Shapes.OfType<Shape.Text>().Should().Contain(t => t.Content == "cell: width 0c, depth 0, dead: no path leads through it");
    }
}

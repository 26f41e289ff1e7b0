using Ddas.Nas.Reporting.Cells;
using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Tests.Cells;

public class CellLayoutTests
{
    [Fact]
    public void Boxes_never_overlap_and_stay_in_the_picture()
    {
        var run = ToyRuns.Run(60);
        foreach (var step in run.Steps)
            for (int kind = 0; kind < 2; kind++)
            {
                var graph = new CellGraph(run.ArchitectureOf(step)!, kind);
                var layout = new CellLayout(graph);

                layout.Frames.Should().OnlyContain(f => new Frame(-0.01, -0.01, layout.Width + 0.02, layout.Height + 0.02).Holds(f));
                for (int i = 0; i < layout.Frames.Count; i++)
                    layout.Frames.Skip(i + 1).Should().NotContain(f => f.Meets(layout.Frames[i]));
            }
    }

    [Fact]
    public void Ordering_columns_by_their_neighbours_leaves_few_crossings()
    {
        var run = ToyRuns.Run(60);
        double mean = run.Steps.Average(s => new CellLayout(new CellGraph(run.ArchitectureOf(s)!, 0)).Crossings);

        mean.Should().BeLessThan(7);
    }
}

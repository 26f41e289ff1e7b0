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

                var picture = new Frame(-0.01, -0.01, layout.Width + 0.02, layout.Height + 0.02);
                layout.Frames.Where(f => !picture.Holds(f)).Should().BeEmpty();
                layout.Frames.Where((f, i) => layout.Frames.Take(i).Any(f.Meets)).Should().BeEmpty(step.Genotype);
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

using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Reporting.Tests.Models;

public class ShapeSharesTests
{
    [Fact]
    public void The_shapes_of_the_most_accurate_steps_are_counted()
    {
        RunData run = ToyRuns.Run(40), other = ToyRuns.Run(40, seed: 1);
        StepRecord[] top = [.. run.Steps.Concat(other.Steps).OrderByDescending(s => s.Accuracy).Take(8)];
        CellShape[] shapes = [.. top.Select(s => CellShapeAnalysis.Of(ArchitectureText.Parse(SearchSpaceDefinition.Darts, s.Genotype), 1))];

        var shares = ShapeShares.Of(SearchMethod.Group([run, other]).Single(), cellKind: 1, share: 0.1);

        shares.Count.Should().Be(8);
        shares.Widths.Should().BeEquivalentTo(shapes.GroupBy(s => s.Width).ToDictionary(g => g.Key, g => g.Count() / 8.0));
        shares.Depths.Should().BeEquivalentTo(shapes.GroupBy(s => (double)s.Depth).ToDictionary(g => g.Key, g => g.Count() / 8.0));
    }

    [Fact]
    public void An_unknown_space_and_no_steps_give_none()
    {
        ShapeShares.Of(SearchMethod.Group([new RunData("r", null, ToyRuns.Search(5, 0))]).Single(), 0, 1).Count.Should().Be(0);
        ShapeShares.Of(SearchMethod.Group([ToyRuns.Run(0)]).Single(), 0, 1).Count.Should().Be(0);
    }
}

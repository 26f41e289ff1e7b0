using Ddas.Nas.Analysis;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Samples.Tests.Analysis;

public class ArchitectureReportTests
{
    [Fact]
    public void The_published_cells_have_the_figures_of_the_papers_table() =>
        ArchitectureReport.OfPublishedCells().Should().MatchRegex(@"(?m)^DARTS_V2 +3825768 parameters +1078259308 FLOPs  normal +3\.5c/3  reduction +2\.5c/3$");

    [Fact]
    public void Of_the_steps_of_a_run_the_front_is_said()
    {
        string text = ArchitectureReport.OfSteps([Step(0, 0.5, 20), Step(1, 0.7, 40), Step(2, 0.4, 30), Step(3, 0.9, null)]);

        text.Should().StartWith("3 steps, 2 on the front, hypervolume 10, ").And.Contain("step    0").And.Contain("step    1").And.NotContain("step    2");
        ArchitectureReport.OfSteps([]).Should().Be("No step has a cost.\n");
    }

    private static StepRecord Step(int step, double accuracy, double? flops) =>
        new() { Step = step, Phase = "explore", Genotype = "g", Accuracy = accuracy, Loss = 1, Reward = 0, Seconds = 1, Figures = Figures.None.With(Figures.Flops, flops) };
}

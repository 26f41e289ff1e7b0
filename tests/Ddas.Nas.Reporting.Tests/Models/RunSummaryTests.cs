using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Tests.Models;

public class RunSummaryTests
{
    [Fact]
    public void A_run_in_a_few_numbers()
    {
        var run = ToyRuns.Run(60);

        var summary = RunSummary.Of(run, 2e7);

        summary.Steps.Should().Be(60);
        summary.Best.Should().BeSameAs(run.Steps.OrderByDescending(s => s.Accuracy).First());
        summary.LastSixth.Should().BeApproximately(run.Steps.Skip(50).Average(s => s.Accuracy), 1e-12);
        summary.Hypervolume.Should().Be(HypervolumeCurve.Of(run, 2e7)[59]);
        summary.Seconds.Should().Be(run.Steps.Sum(s => s.Seconds));
    }

    [Fact]
    public void A_run_without_steps_has_none_of_them() => RunSummary.Of(ToyRuns.Run(0), 1).Should().Be(new RunSummary(0, null, null, null, 0));
}

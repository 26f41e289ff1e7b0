using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Runs;

namespace Ddas.Nas.Reporting.Tests.Models;

public class HypervolumeCurveTests
{
    private static RunData Run(string name, params (double Accuracy, double? Flops)[] steps) => new(name, ToyRuns.Manifest(), steps.Select((s, i) => ToyRuns.Step(i, s.Accuracy, s.Flops)));

    [Fact]
    public void It_is_the_share_of_the_box_that_the_front_covers()
    {
        var run = Run("r", (0.5, 100), (0.4, 50), (0.8, null), (0.9, 75));

        HypervolumeCurve.ReferenceCost([run]).Should().Be(100);
        HypervolumeCurve.Of(run, 100).Should().Equal([0, 0.2, 0.2, (0.9 * 25 + 0.4 * 25) / 100], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Seeds_have_a_mean_and_an_interval_that_holds_it()
    {
        var method = SearchMethod.Group([Run("a", (0.5, 50), (0.6, 50)), Run("b", (0.7, 50), (0.7, 50), (0.9, 50))]).Single();

        var curve = HypervolumeCurve.Of(method, 100);

        curve.Steps.Should().Equal(0, 1);
        curve.Mean[0].Should().BeApproximately(0.3, 1e-12);
        curve.Lower[0].Should().BeApproximately(0.25, 1e-12);
        curve.Upper[0].Should().BeApproximately(0.35, 1e-12);
    }

    [Fact]
    public void A_long_search_is_taken_at_a_hundred_steps_with_both_ends()
    {
        var curve = HypervolumeCurve.Of(SearchMethod.Group([ToyRuns.Run(1500)]).Single(), 2e7);

        curve.Steps.Should().HaveCount(100).And.OnlyHaveUniqueItems();
        (curve.Steps[0], curve.Steps[^1]).Should().Be((0, 1499));
    }

    [Fact]
    public void Without_costs_there_is_no_reference() => HypervolumeCurve.ReferenceCost([Run("r", (0.5, null))]).Should().BeNull();
}

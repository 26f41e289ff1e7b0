using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Runs;

namespace Ddas.Nas.Reporting.Tests.Models;

public class SeedCurveTests
{
    private static RunData Run(params double[] accuracies) => new("r", null, accuracies.Select((a, i) => ToyRuns.Step(i, a)));

    [Fact]
    public void Mean_and_one_standard_deviation_over_seeds_up_to_the_step_that_all_reached()
    {
        var curve = SeedCurve.Of([Run(1, 2, 3), Run(3, 6), Run()], s => s.Accuracy, window: 1);

        curve.Seeds.Should().Be(2);
        curve.Steps.Should().Equal(0, 1);
        curve.Mean.Should().Equal(2, 4);
        curve.Lower[1].Should().BeApproximately(4 - Math.Sqrt(8), 1e-12);
        curve.Upper[1].Should().BeApproximately(4 + Math.Sqrt(8), 1e-12);
    }

    [Fact]
    public void One_seed_has_a_band_of_no_width()
    {
        var curve = SeedCurve.Of([Run(1, 2, 6)], s => s.Accuracy, window: 2);

        curve.Mean.Should().Equal(1, 1.5, 4);
        curve.Lower.Should().Equal(curve.Mean).And.Equal(curve.Upper);
    }

    [Fact]
    public void Steps_without_the_quantity_are_left_out()
    {
        var run = new RunData("r", null, ToyRuns.Search(9, 1));
        var learning = run.Steps.Where(s => s.Figures.ContainsKey("criticLoss")).ToArray();

        var curve = SeedCurve.Of([run], s => s.Figures.Find("criticLoss"), window: 1);

        curve.Steps.Should().Equal(learning.Select(s => s.Step));
        curve.Mean.Should().Equal(learning.Select(s => s.Figures["criticLoss"]));
    }

    [Fact]
    public void The_best_so_far_never_falls() => SeedCurve.OfBest([Run(0.2, 0.5, 0.3, 0.6)]).Mean.Should().Equal(0.2, 0.5, 0.5, 0.6);

    [Fact]
    public void No_steps_give_no_curve() => SeedCurve.Of([Run()], s => s.Accuracy, 1).Steps.Should().BeEmpty();
}

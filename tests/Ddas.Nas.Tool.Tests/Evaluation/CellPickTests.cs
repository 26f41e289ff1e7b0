using Ddas.Nas.SearchSpace;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Evaluation;

namespace Ddas.Nas.Tool.Tests.Evaluation;

public class CellPickTests
{
    private static readonly StepRecord[] Steps =
    [
        Step(0, 0.5, 100, 30), Step(1, 0.6, 200, 10), Step(2, 0.4, 150, 5), Step(3, 0.9, 400, 40), Step(4, 0.8, 390, 20), Step(5, 0.9, 500, 1),
    ];

    [Theory]
    [InlineData("front", 0, 1, 4, 3)]
    [InlineData("best", 3)]
    [InlineData("under:300", 1)]
    [InlineData("under:3.9e2", 4)]
    [InlineData("under-params:20", 5)]
    [InlineData("under-params:1", 5)]
    [InlineData("buckets:2", 1, 3)]
    [InlineData("buckets:1", 3)]
    public void Each_form_picks_its_steps(string pick, params int[] steps) => CellPick.Of(Steps, pick).Select(s => s.Step).Should().Equal(steps);

    [Theory]
    [InlineData("none")]
    [InlineData("front:3")]
    [InlineData("under")]
    [InlineData("under:x")]
    [InlineData("under:-1")]
    [InlineData("under:NaN")]
    [InlineData("buckets:0.5")]
    [InlineData("buckets:2.7")]
    [InlineData("buckets:1000000000")]
    public void Another_form_is_refused(string pick) => FluentActions.Invoking(() => CellPick.Of(Steps, pick)).Should().Throw<UsageException>().WithMessage($"--pick is '{pick}', but must be front, best,*");

    [Fact]
    public void A_budget_that_nothing_keeps_names_the_nearest() =>
        FluentActions.Invoking(() => CellPick.Of(Steps, "under:99")).Should().Throw<UsageException>().WithMessage("*at most 99; the nearest has 100.");

    [Fact]
    public void A_run_without_steps_has_nothing_to_pick() => FluentActions.Invoking(() => CellPick.Of([], "front")).Should().Throw<UsageException>().WithMessage("*no steps yet*");

    private static StepRecord Step(int step, double accuracy, double flops, double parameters) =>
        new() { Step = step, Phase = "explore", Genotype = "", Accuracy = accuracy, Loss = 1, Reward = 0, Seconds = 0, Figures = Figures.None.With(Figures.Flops, flops).With(Figures.Parameters, parameters) };
}

using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.SearchSpace.Tests.Environments;

public class CostAwareRewardTests
{
    private static readonly ArchitectureScore Score = new(0.75, 1) { Flops = 68e6, Parameters = 150_000 };
    private static readonly ArchitectureScore OneShot = new(0.5, 1);

    [Theory]
    [InlineData(0.2, 34e6, CostMeasure.Flops, 0.25 - 0.4)]
    [InlineData(0.2, 300_000, CostMeasure.Parameters, 0.25 - 0.1)]
    [InlineData(0, 1, CostMeasure.Flops, 0.25)]
    public void It_subtracts_weight_times_cost_over_reference(double weight, double reference, CostMeasure measure, double reward) =>
        Reward(new() { Weight = weight, Reference = reference, Measure = measure }).Reward(Score, OneShot, OneShot).Should().BeApproximately(reward, 1e-12);

    [Fact]
    public void A_score_without_the_cost_is_an_error_that_says_what_to_do() =>
        FluentActions.Invoking(() => Reward(new() { Reference = 1, Measure = CostMeasure.Parameters }).Reward(Score with { Parameters = null }, OneShot, OneShot))
            .Should().Throw<InvalidOperationException>().WithMessage("The reward counts Parameters, but the environment measures none; choose another reward*");

    [Fact]
    public void All_options_out_of_range_are_said_at_once() =>
        FluentActions.Invoking(() => Reward(new() { Weight = double.NaN, Measure = (CostMeasure)9 })).Should().Throw<OptionsException>().WithMessage("*Weight is NaN*Reference is 0, but must be above 0*Measure is 9*");

    private static CostAwareReward Reward(CostAwareRewardOptions options) => new(new AccuracyReward(), options);
}

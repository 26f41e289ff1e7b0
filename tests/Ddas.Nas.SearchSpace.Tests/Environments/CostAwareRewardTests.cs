using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.SearchSpace.Tests.Environments;

public class CostAwareRewardTests
{
    private static readonly ArchitectureScore Score = new(0.75, 1) { Figures = Figures.None.With("flops", 68e6).With("parameters", 150_000).With("latency", 0.02) };
    private static readonly ArchitectureScore OneShot = new(0.5, 1);

    [Theory]
    [InlineData(0.2, 34e6, "flops", 0.25 - 0.4)]
    [InlineData(0.2, 300_000, "parameters", 0.25 - 0.1)]
    [InlineData(0.2, 0.1, "latency", 0.25 - 0.04)]
    [InlineData(0, 1, "flops", 0.25)]
    public void It_subtracts_weight_times_cost_over_reference(double weight, double reference, string cost, double reward) =>
        Reward(new() { Weight = weight, Reference = reference, Cost = cost }).Reward(Contexts.Of(Score, OneShot, OneShot)).Should().BeApproximately(reward, 1e-12);

    [Fact]
    public void A_score_without_the_cost_is_an_error_that_says_what_there_is_and_what_to_do()
    {
        var reward = Reward(new() { Reference = 1, Cost = "energy" });

        reward.Invoking(r => r.Reward(Contexts.Of(Score, OneShot, OneShot))).Should().Throw<InvalidOperationException>()
            .WithMessage("The reward counts 'energy', but the score has only flops, parameters, latency; add the cost to the environment*");
        reward.Invoking(r => r.Reward(Contexts.Of(OneShot, OneShot, OneShot))).Should().Throw<InvalidOperationException>()
            .WithMessage("*but the score has only accuracy and loss; *");
    }

    [Fact]
    public void All_options_out_of_range_are_said_at_once() =>
        FluentActions.Invoking(() => Reward(new() { Weight = double.NaN, Cost = " " })).Should().Throw<OptionsException>().WithMessage("*Weight is NaN*Reference is 0, but must be above 0*Cost is empty, but must name a figure*");

    [Fact]
    public void It_says_its_options_and_what_it_wraps()
    {
        var description = new RunDescription();
        description.Part("reward", Reward(new() { Weight = 0.2, Reference = 34e6 }));

        description.Options.Should().Equal(new Dictionary<string, string>
        {
            ["reward"] = "cost", ["reward.cost"] = "flops", ["reward.weight"] = "0.2", ["reward.reference"] = "34000000", ["reward.inner"] = "accuracy",
        });
    }

    private static CostAwareReward Reward(CostAwareRewardOptions options) => new(new AccuracyReward(), options);
}

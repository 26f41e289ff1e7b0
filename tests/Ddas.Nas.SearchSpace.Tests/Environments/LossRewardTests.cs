using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.SearchSpace.Tests.Environments;

public class LossRewardTests
{
    [Fact]
    public void It_is_the_losss_decline_since_the_step_before() =>
        new LossReward().Reward(Contexts.Of(new(0.6, 1.25), new(0.1, 2), new(0.85, 7))).Should().Be(0.75);

    [Fact]
    public void A_run_keeps_which_reward_it_is()
    {
        var description = new RunDescription();
        description.Part("reward", new LossReward());

        description.Options.Should().Equal(new Dictionary<string, string> { ["reward"] = "loss" });
    }
}

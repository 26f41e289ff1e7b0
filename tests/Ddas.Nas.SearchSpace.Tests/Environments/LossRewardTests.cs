using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.SearchSpace.Tests.Environments;

public class LossRewardTests
{
    [Fact]
    public void It_is_the_losss_decline_since_the_step_before() =>
        new LossReward().Reward(Contexts.Of(new(0.6, 1.25), new(0.1, 2), new(0.85, 7))).Should().Be(0.75);
}

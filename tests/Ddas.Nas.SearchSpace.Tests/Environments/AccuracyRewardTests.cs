using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.SearchSpace.Tests.Environments;

public class AccuracyRewardTests
{
    [Fact]
    public void It_is_the_accuracys_difference_from_the_one_shot_network() =>
        new AccuracyReward().Reward(Contexts.Of(new(0.6, 9), new(0.1, 8), new(0.85, 7))).Should().BeApproximately(-0.25, 1e-12);
}

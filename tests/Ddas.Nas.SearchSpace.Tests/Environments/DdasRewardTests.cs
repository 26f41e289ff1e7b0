using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.SearchSpace.Tests.Environments;

public class DdasRewardTests
{
    [Theory]
    [InlineData(0.60, 1.10, 1.50, 0.80, 0.10)] // ((0.60 - 0.80) + (1.50 - 1.10)) / 2
    [InlineData(0.80, 2.00, 1.00, 0.50, -0.35)]
    [InlineData(0.50, 1.00, 1.00, 0.50, 0)]
    public void It_is_half_of_both_differences(double accuracy, double loss, double previousLoss, double oneShotAccuracy, double reward) =>
        new DdasReward().Reward(Contexts.Of(new(accuracy, loss), new(0.123, previousLoss), new(oneShotAccuracy, 0.456))).Should().BeApproximately(reward, 1e-12);
}

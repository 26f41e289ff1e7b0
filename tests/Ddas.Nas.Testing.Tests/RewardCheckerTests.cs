using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Testing.Tests;

public class RewardCheckerTests
{
    private static int calls;

    public static TheoryData<IRewardFunction> Kept => [new DdasReward(), new AccuracyReward(), new LossReward(), new CostAwareReward(new DdasReward(), new CostAwareRewardOptions { Reference = 1e6 })];

    public static TheoryData<IRewardFunction, string> Broken => new()
    {
        { new Scripted(c => 1 / c.Score.Accuracy), "must be finite" },
        { new Scripted(c => Math.Log(c.Previous.Loss)), "must be finite" },
        { new Scripted(_ => calls++), "must be a pure function" },
        { new Scripted(c => c.Score.TestAccuracy ?? 0), "must never be part of a reward" },
    };

    [Theory]
    [MemberData(nameof(Kept))]
    public void The_rewards_of_the_library_keep_the_contract(IRewardFunction reward) => RewardChecker.Check(reward).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_breach_is_named(IRewardFunction reward, string breach) => RewardChecker.Check(reward).Should().Contain(b => b.Contains(breach, StringComparison.Ordinal));

    private sealed class Scripted(Func<RewardContext, double> reward) : IRewardFunction
    {
        public double Reward(RewardContext context) => reward(context);
    }
}

using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Testing.Tests;

public class RewardCheckerTests
{
    private static int calls;

    public static TheoryData<IRewardFunction> Kept => [new DdasReward(), new AccuracyReward(), new LossReward(), new CostAwareReward(new DdasReward(), new CostAwareRewardOptions { Reference = 1e6 })];

    public static TheoryData<IRewardFunction, string> Broken => new()
    {
        { new Scripted((s, _, _) => 1 / s.Accuracy), "must be finite" },
        { new Scripted((_, p, _) => Math.Log(p.Loss)), "must be finite" },
        { new Scripted((_, _, _) => calls++), "must be a pure function" },
        { new Scripted((s, _, _) => s.TestAccuracy ?? 0), "must never be part of a reward" },
    };

    [Theory]
    [MemberData(nameof(Kept))]
    public void The_rewards_of_the_library_keep_the_contract(IRewardFunction reward) => RewardChecker.Check(reward).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_breach_is_named(IRewardFunction reward, string breach) => RewardChecker.Check(reward).Should().Contain(b => b.Contains(breach, StringComparison.Ordinal));

    private sealed class Scripted(Func<ArchitectureScore, ArchitectureScore, ArchitectureScore, double> reward) : IRewardFunction
    {
        public double Reward(ArchitectureScore score, ArchitectureScore previous, ArchitectureScore oneShot) => reward(score, previous, oneShot);
    }
}

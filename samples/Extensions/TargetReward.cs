using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Extensions;

/// <summary>Another reward, less what an architecture lacks to a target accuracy: reaching the target matters more than going past it.</summary>
internal sealed class TargetReward(IRewardFunction inner, double target) : IRewardFunction
{
    public double Reward(ArchitectureScore score, ArchitectureScore previous, ArchitectureScore oneShot) =>
        inner.Reward(score, previous, oneShot) - Math.Max(0, target - score.Accuracy);
}

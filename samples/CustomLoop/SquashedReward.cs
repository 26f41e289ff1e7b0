using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.CustomLoop;

/// <summary>How much better than the one-shot network, squashed into -1 to 1, so that no single step dominates the critic.</summary>
internal sealed class SquashedReward : IRewardFunction
{
    public double Reward(RewardContext context) => Math.Tanh(5 * (context.Score.Accuracy - context.Reference.Accuracy));
}

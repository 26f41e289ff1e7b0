namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>The loss part of the paper's reward alone: L_prev - L (the ablation of Fig. 2).</summary>
public sealed class LossReward : IRewardFunction, IDescribed
{
    /// <inheritdoc/>
    public double Reward(RewardContext context) => context.Previous.Loss - context.Score.Loss;

    /// <inheritdoc/>
    public void Describe(RunDescription into) => into?.Kind("loss");
}

namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>The loss part of the paper's reward alone: L_prev - L (the ablation of Fig. 2).</summary>
public sealed class LossReward : IRewardFunction
{
    /// <inheritdoc/>
    public double Reward(ArchitectureScore score, ArchitectureScore previous, ArchitectureScore oneShot)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(previous);
        return previous.Loss - score.Loss;
    }
}

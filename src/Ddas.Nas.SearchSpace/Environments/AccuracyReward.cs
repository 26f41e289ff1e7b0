namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>The accuracy part of the paper's reward alone: Acc - Acc(OS), as fractions (the ablation of Fig. 2).</summary>
public sealed class AccuracyReward : IRewardFunction
{
    /// <inheritdoc/>
    public double Reward(ArchitectureScore score, ArchitectureScore previous, ArchitectureScore oneShot)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(oneShot);
        return score.Accuracy - oneShot.Accuracy;
    }
}

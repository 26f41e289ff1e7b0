namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>The accuracy part of the paper's reward alone: Acc - Acc(OS), as fractions (the ablation of Fig. 2).</summary>
public sealed class AccuracyReward : IRewardFunction, IDescribed
{
    /// <inheritdoc/>
    public double Reward(RewardContext context) => context.Score.Accuracy - context.Reference.Accuracy;

    /// <inheritdoc/>
    public void Describe(RunDescription into) => into?.Kind("accuracy");
}

namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>
/// The reward of the paper (Eq. 3, 4): ((Acc - Acc(OS)) + (L_prev - L)) / 2, the accuracy as a fraction. (Eq. 4 lost its
/// deltas in print.)
/// </summary>
public sealed class DdasReward : IRewardFunction, IDescribed
{
    /// <inheritdoc/>
    public double Reward(RewardContext context) =>
        (context.Score.Accuracy - context.Reference.Accuracy + (context.Previous.Loss - context.Score.Loss)) / 2;

    /// <inheritdoc/>
    public void Describe(RunDescription into) => into?.Kind("full");
}

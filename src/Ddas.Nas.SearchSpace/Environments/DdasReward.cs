namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>
/// The reward of the paper (Eq. 3, 4): ((Acc - Acc(OS)) + (L_prev - L)) / 2, the accuracy as a fraction. (Eq. 4 lost its
/// deltas in print.)
/// </summary>
public sealed class DdasReward : IRewardFunction
{
    /// <inheritdoc/>
    public double Reward(ArchitectureScore score, ArchitectureScore previous, ArchitectureScore oneShot)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(previous);
        ArgumentNullException.ThrowIfNull(oneShot);
        return (score.Accuracy - oneShot.Accuracy + (previous.Loss - score.Loss)) / 2;
    }
}

namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>Turns scores into the reward of a step (Eq. 3). Pure, and safe from any thread; must return a finite number.</summary>
public interface IRewardFunction
{
    /// <summary>The reward of a step.</summary>
    /// <param name="score">What the step measured.</param>
    /// <param name="previous">What the step before measured; at the first step the one-shot network's score.</param>
    /// <param name="oneShot">The one-shot network's score.</param>
    double Reward(ArchitectureScore score, ArchitectureScore previous, ArchitectureScore oneShot);
}

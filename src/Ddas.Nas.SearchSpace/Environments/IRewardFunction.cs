namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>
/// Turns a measurement into the reward of a step (Eq. 3). Pure, and safe from any thread; must return a finite number, and
/// never look at test accuracy. One with options is also <see cref="IDescribed"/>.
/// </summary>
public interface IRewardFunction
{
    /// <summary>The reward of a step.</summary>
    double Reward(RewardContext context);
}

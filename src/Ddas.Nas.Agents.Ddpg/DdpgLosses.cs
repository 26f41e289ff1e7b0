namespace Ddas.Nas.Agents.Ddpg;

/// <summary>What one update says of itself.</summary>
/// <param name="Critic">Mean squared Bellman error before the update.</param>
/// <param name="Actor">Minus the mean Q of the actor's own actions, after the critic's update and before the actor's.</param>
/// <param name="MeanQ">Mean Q of the stored actions before the update.</param>
/// <param name="WeightSum">Sum of all weights after it: not finite where a weight is not.</param>
internal readonly record struct DdpgLosses(double Critic, double Actor, double MeanQ, double WeightSum)
{
    /// <summary>Whether neither the losses nor a weight are NaN or infinity.</summary>
    public bool AreFinite => double.IsFinite(Critic) && double.IsFinite(Actor) && double.IsFinite(WeightSum);
}

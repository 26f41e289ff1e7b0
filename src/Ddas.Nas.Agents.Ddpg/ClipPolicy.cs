namespace Ddas.Nas.Agents.Ddpg;

/// <summary>
/// What happens to mu + Z, the actor's output with noise, where it leaves [0, 1]. The critic always learns from an action
/// in [0, 1]; the question is what is discretized.
/// </summary>
public enum ClipPolicy
{
    /// <summary>Discretize the raw mu + Z, store the clipped one.</summary>
    StoreClipped,

    /// <summary>
    /// Discretize and store the clipped one. Clipping makes exact ties, and a tie goes to the lowest operation, which is
    /// none: a saturated actor then chooses none for about half of its pairs.
    /// </summary>
    ClipFirst,

    /// <summary>
    /// Discretize and store a draw from N(mu, s^2) cut to [0, 1], which spreads what clipping would make tie. For Gaussian
    /// noise only; the noise of bursts is clipped as by <see cref="StoreClipped"/>.
    /// </summary>
    TruncatedNormal,
}

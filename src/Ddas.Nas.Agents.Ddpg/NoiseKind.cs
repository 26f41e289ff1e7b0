namespace Ddas.Nas.Agents.Ddpg;

/// <summary>A distribution of the noise on the actor's action.</summary>
public enum NoiseKind
{
    /// <summary>No noise.</summary>
    None,

    /// <summary>U(-scale, scale).</summary>
    Uniform,

    /// <summary>N(0, scale^2).</summary>
    Gaussian,
}

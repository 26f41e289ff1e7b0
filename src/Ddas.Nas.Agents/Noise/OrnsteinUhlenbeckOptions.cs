namespace Ddas.Nas.Agents.Noise;

/// <summary>The constants of <see cref="OrnsteinUhlenbeckNoise"/> (DDAS-4S; values after Lillicrap et al. 2016).</summary>
public sealed class OrnsteinUhlenbeckOptions
{
    /// <summary>Rate of return to the mean, at least 0; theta x dt must be below 2, or the process grows without bound. Default 0.15.</summary>
    public double Theta { get; set; } = 0.15;

    /// <summary>Volatility, at least 0. Default 0.2.</summary>
    public double Sigma { get; set; } = 0.2;

    /// <summary>The mean that the process returns to, finite. Default 0.</summary>
    public double Mean { get; set; }

    /// <summary>
    /// Time between two steps, above 0. Default 1. With 0.01, common elsewhere, the noise stays below 0.2 for a whole
    /// burst of 32 steps and changes nothing of a saturated actor's architecture.
    /// </summary>
    public double TimeStep { get; set; } = 1;

    /// <summary>The value from which the process starts and to which it is reset, finite. Default 0.</summary>
    public double Start { get; set; }
}

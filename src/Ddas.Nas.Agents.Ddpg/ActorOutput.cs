namespace Ddas.Nas.Agents.Ddpg;

/// <summary>What mu(s) says of the actor.</summary>
/// <param name="Spread">Standard deviation of its numbers: near 0 for an actor that tells nothing apart.</param>
/// <param name="Saturation">The share of numbers within 0.01 of 0 or 1, where the sigmoid passes hardly any gradient on.</param>
internal readonly record struct ActorOutput(double Spread, double Saturation)
{
    private const float Saturated = 0.01f;

    /// <summary>Of one output.</summary>
    /// <param name="mu">Numbers from 0 to 1, at least one.</param>
    public static ActorOutput Of(float[] mu)
    {
        double mean = mu.Average(static x => (double)x);
        return new ActorOutput(Math.Sqrt(mu.Average(x => (x - mean) * (x - mean))), mu.Average(static x => x is < Saturated or > 1 - Saturated ? 1.0 : 0.0));
    }
}

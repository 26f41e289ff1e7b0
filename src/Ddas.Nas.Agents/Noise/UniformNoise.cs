using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Noise;

/// <summary>Independent draws from U(low, high); DDAS-NL's are so small that they only break ties.</summary>
public sealed class UniformNoise : INoiseProcess
{
    private readonly double low;
    private readonly double high;

    /// <summary>Creates the noise.</summary>
    /// <param name="low">Lower bound; default -1e-5 (DDAS-NL).</param>
    /// <param name="high">Upper bound, not below the lower; default 1e-5 (DDAS-NL).</param>
    /// <exception cref="OptionsException">A bound is not finite, or they are out of order.</exception>
    public UniformNoise(double low = -1e-5, double high = 1e-5)
    {
        var errors = new OptionErrors(nameof(UniformNoise));
        errors.Check(double.IsFinite(low), FormattableString.Invariant($"low is {low}, but must be finite."));
        errors.Check(double.IsFinite(high) && !(high < low), FormattableString.Invariant($"high is {high}, but must be finite and at least low."));
        errors.ThrowIfAny();
        (this.low, this.high) = (low, high);
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public void Fill(Span<float> noise, ref RandomStream random)
    {
        for (int i = 0; i < noise.Length; i++) noise[i] = (float)(low + ((high - low) * random.NextDouble()));
    }
}

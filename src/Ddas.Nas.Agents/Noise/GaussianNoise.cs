using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Noise;

/// <summary>Independent draws from N(0, s^2).</summary>
public sealed class GaussianNoise : INoiseProcess
{
    private readonly double deviation;

    /// <summary>Creates the noise.</summary>
    /// <param name="deviation">The standard deviation s, at least 0; default 0.05 (DDAS-G and DDAS-4S).</param>
    /// <exception cref="OptionsException"><paramref name="deviation"/> is negative or not finite.</exception>
    public GaussianNoise(double deviation = 0.05)
    {
        var errors = new OptionErrors(nameof(GaussianNoise));
        errors.AtLeast(nameof(deviation), deviation, 0);
        errors.ThrowIfAny();
        this.deviation = deviation;
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public void Fill(Span<float> noise, ref RandomStream random)
    {
        for (int i = 0; i < noise.Length; i++) noise[i] = (float)(deviation * random.NextGaussian());
    }
}

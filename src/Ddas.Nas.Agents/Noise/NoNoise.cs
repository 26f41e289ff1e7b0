using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Noise;

/// <summary>Zeros.</summary>
public sealed class NoNoise : INoiseProcess
{
    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public void Fill(Span<float> noise, ref RandomStream random) => noise.Clear();
}

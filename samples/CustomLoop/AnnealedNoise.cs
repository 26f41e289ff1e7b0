using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.CustomLoop;

/// <summary>Gaussian noise that fades: the k-th vector since the last reset has standard deviation start / (1 + k / halfLife).</summary>
internal sealed class AnnealedNoise(double start, double halfLife) : INoiseProcess
{
    private int vectors;

    public void Reset() => vectors = 0;

    public void Fill(Span<float> noise, ref RandomStream random)
    {
        double deviation = start / (1 + (vectors++ / halfLife));
        for (int i = 0; i < noise.Length; i++) noise[i] = (float)(deviation * random.NextGaussian());
    }
}

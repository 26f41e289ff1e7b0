using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Extensions;

/// <summary>Noise with heavier tails than Gaussian noise of the same scale: most entries stay, some move far.</summary>
internal sealed class LaplaceNoise(double scale) : INoiseProcess
{
    public void Reset()
    {
    }

    public void Fill(Span<float> noise, ref RandomStream random)
    {
        for (int i = 0; i < noise.Length; i++)
        {
            double u = random.NextDouble() - 0.5;
            noise[i] = (float)(-scale * Math.Sign(u) * Math.Log(1 - (2 * Math.Abs(u))));
        }
    }
}

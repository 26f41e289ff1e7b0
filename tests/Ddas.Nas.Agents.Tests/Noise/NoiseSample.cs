using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Noise;

/// <summary>Draws noise as an agent does, one stream a step, and takes its moments.</summary>
internal static class NoiseSample
{
    /// <summary>[step][entry].</summary>
    public static double[][] Draw(INoiseProcess noise, int steps, int length, long seed = 1) =>
        [.. Enumerable.Range(0, steps).Select(step => Step(noise, length, seed, step))];

    public static double Mean(IEnumerable<double> values) => values.Average();

    public static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    public static double Correlation(double[] x, double[] y)
    {
        double mx = x.Average(), my = y.Average();
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Average() / (Deviation(x) * Deviation(y));
    }

    private static double[] Step(INoiseProcess noise, int length, long seed, int step)
    {
        var values = new float[length];
        var random = new RandomStream(seed, RandomPurpose.Noise, step);
        noise.Fill(values, ref random);
        return [.. values.Select(v => (double)v)];
    }
}

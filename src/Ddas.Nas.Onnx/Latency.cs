namespace Ddas.Nas.Onnx;

/// <summary>How long a network takes for a batch, in milliseconds.</summary>
/// <param name="Median">The median over the runs: what a Pareto objective compares.</param>
/// <param name="Lower">The lower quartile.</param>
/// <param name="Upper">The upper quartile; the distance from the lower one is the spread.</param>
/// <param name="Runs">Number of measured runs.</param>
public sealed record Latency(double Median, double Lower, double Upper, int Runs)
{
    /// <summary>The quartiles of measured times.</summary>
    /// <param name="milliseconds">At least one time.</param>
    internal static Latency Of(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return new Latency(At(0.5), At(0.25), At(0.75), sorted.Length);

        double At(double share)
        {
            double position = share * (sorted.Length - 1);
            int below = (int)position;
            double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
            return sorted[below] + ((position - below) * (above - sorted[below]));
        }
    }
}

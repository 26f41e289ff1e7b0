using Ddas.Nas.SearchSpace;
using MathNet.Numerics.Distributions;

namespace Ddas.Nas.Agents.Noise;

/// <summary>
/// A normal distribution cut to an interval: the way to add Gaussian noise to an action that must stay in [0, 1] without
/// the exact ties that clipping makes.
/// </summary>
public static class TruncatedNormal
{
    /// <summary>A draw from N(mean, deviation^2) given that it lies in [low, high], by inversion; takes one number of the stream.</summary>
    /// <param name="mean">Mean of the normal before the cut, finite; it may lie outside the interval.</param>
    /// <param name="deviation">Standard deviation before the cut, at least 0; 0 gives the mean, moved into the interval.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, not below the lower.</param>
    /// <param name="random">The stream to draw from.</param>
    /// <exception cref="ArgumentException">The deviation is negative, or the ends are out of order.</exception>
    public static double Draw(double mean, double deviation, double low, double high, ref RandomStream random)
    {
        if (!(deviation >= 0)) throw new ArgumentException($"The deviation must be at least 0, not {deviation}.", nameof(deviation));
        if (!(low <= high)) throw new ArgumentException($"The interval runs from {low} to {high}, which is out of order.", nameof(high));
        double u = random.NextDouble();
        if (deviation == 0) return Math.Clamp(mean, low, high);
        double a = (low - mean) / deviation, b = (high - mean) / deviation;
        // In the upper tail 1 - CDF loses all digits; mirror it into the lower one.
        bool mirror = a > 0;
        if (mirror) (a, b) = (-b, -a);
        double below = Normal.CDF(0, 1, a), inside = Normal.CDF(0, 1, b) - below;
        double z = inside > 0 ? Normal.InvCDF(0, 1, below + (u * inside)) : b;
        return Math.Clamp(mean + (deviation * (mirror ? -z : z)), low, high);
    }
}

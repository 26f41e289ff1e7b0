using Ddas.Nas.Pareto;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// The scale on which values are modelled: -log(1 + (top - y) / (top - median)), standardized. It keeps the order, spreads
/// the good values out and draws the failures together. Where less is better, y is minus the value.
/// </summary>
internal sealed class TargetScale
{
    private readonly double sign;
    private readonly double top;
    private readonly double spread;
    private readonly double mean;
    private readonly double deviation;

    public TargetScale(IReadOnlyList<double> values, Direction direction)
    {
        sign = direction == Direction.Maximize ? 1 : -1;
        double[] rising = [.. values.Select(value => sign * value).Order()];
        top = rising[^1];
        spread = Math.Max(1e-9 * Math.Max(1, Math.Abs(top)), top - rising[rising.Length / 2]);
        double[] warped = Array.ConvertAll(rising, Warp);
        mean = warped.Average();
        deviation = Math.Max(1e-9, Math.Sqrt(warped.Average(w => (w - mean) * (w - mean))));
    }

    /// <summary>A value on the scale, on which more is better. Values better than the best are drawn on as a straight line.</summary>
    public double To(double value) => (Warp(sign * value) - mean) / deviation;

    /// <summary>A place on the scale as a value.</summary>
    public double From(double place)
    {
        double warped = mean + (deviation * place);
        double below = warped > 0 ? -warped : Math.Exp(-warped) - 1;
        return sign * (top - (spread * below));
    }

    private double Warp(double y)
    {
        double below = (top - y) / spread;
        return below < 0 ? -below : -Math.Log(1 + below);
    }
}

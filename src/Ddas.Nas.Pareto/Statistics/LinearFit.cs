using MathNet.Numerics;

namespace Ddas.Nas.Pareto.Statistics;

/// <summary>A straight line through points by least squares, for example test accuracy on GFLOPs (Figs. 6 and 7).</summary>
/// <param name="Slope">Units of y for one unit of x.</param>
/// <param name="Intercept">y at x = 0.</param>
/// <param name="Correlation">Pearson's r of x and y; NaN where y is constant.</param>
/// <param name="Count">Number of points.</param>
public sealed record LinearFit(double Slope, double Intercept, double Correlation, int Count)
{
    /// <summary>Fits y = intercept + slope x.</summary>
    /// <param name="x">At least two values, not all equal.</param>
    /// <param name="y">As many.</param>
    /// <exception cref="ArgumentException">The series differ in length, are too short, hold NaN or infinity, or x is constant.</exception>
    public static LinearFit Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        Samples.CheckPaired(x, y);
        Samples.CheckFinite(x, nameof(x));
        Samples.CheckFinite(y, nameof(y));
        if (x.All(value => value == x[0]))
            throw new ArgumentException($"All {x.Count} values of x are {x[0]}: no line has a slope.", nameof(x));
        (double intercept, double slope) = Fit.Line([.. x], [.. y]);
        double correlation = y.All(value => value == y[0]) ? double.NaN : MathNet.Numerics.Statistics.Correlation.Pearson(x, y);
        return new LinearFit(slope, intercept, correlation, x.Count);
    }

    /// <summary>The line's y at an x.</summary>
    public double Predict(double x) => Intercept + Slope * x;
}

using System.Numerics;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// Gaussian-process regression (Rasmussen and Williams 2006, Algorithm 2.1): a kernel, independent noise and a constant
/// mean. The mean (generalized least squares) and the signal's variance have closed forms; the kernel's parameters and
/// the ratio of noise to signal maximize the marginal likelihood times weak priors. Between two fits a new point takes
/// one triangular solve.
/// </summary>
internal sealed class GaussianProcess
{
    private const double Jitter = 1e-8, LeastVariance = 1e-12, LeastParameter = -9, GreatestParameter = 6;
    private readonly Kernel kernel;
    private readonly SparseDistances[] points; // of each group
    private readonly List<double[]> distances = []; // of point i: [group, point], to the points before it
    private readonly CholeskyFactor factor = new();
    private double[] alpha = [];
    private double[] buffer = [];
    private double mean;

    public GaussianProcess(Kernel kernel)
    {
        this.kernel = kernel;
        Parameters = [.. kernel.Start(), Math.Log(0.05)];
        points = [.. Enumerable.Range(0, kernel.Groups).Select(_ => new SparseDistances(kernel.Squared))];
    }

    /// <summary>The kernel's parameters, then the logarithm of the noise's variance divided by the signal's.</summary>
    public double[] Parameters { get; private set; }

    /// <summary>The variance of the values but for noise.</summary>
    public double SignalVariance { get; private set; }

    /// <summary>The variance of the noise.</summary>
    public double NoiseVariance => SignalVariance * Math.Exp(Parameters[^1]);

    /// <summary>Takes parameters of an earlier fit.</summary>
    public void Use(ReadOnlySpan<double> parameters)
    {
        Parameters = parameters.ToArray();
        factor.Clear();
    }

    public void Add(SparseVector[] point)
    {
        distances.Add(Distances(point));
        for (int g = 0; g < points.Length; g++) points[g].Add(point[g]);
    }

    /// <summary>
    /// Coordinate search over the parameters: a step that helps grows by 1.3, one that helps in neither direction halves.
    /// </summary>
    /// <returns>Minus the logarithm of the posterior, by which kernels can be compared.</returns>
    public double Fit(ReadOnlySpan<double> values, int rounds, double step)
    {
        var steps = new double[Parameters.Length];
        Array.Fill(steps, step);
        double best = NegativeLogPosterior(Parameters, values);
        for (int round = 0; round < rounds; round++)
            for (int k = 0; k < steps.Length; k++)
                if (!Try(k, steps[k], values, ref best) && !Try(k, steps[k] = -steps[k], values, ref best)) steps[k] *= -0.5;
                else steps[k] *= 1.3;
        factor.Clear();
        return best;
    }

    /// <summary>Takes the values of all points; only points added since the last call are new to the factor.</summary>
    public void Condition(ReadOnlySpan<double> values)
    {
        kernel.Set(Parameters);
        while (!Factorize(values.Length, Math.Exp(Parameters[^1])))
        {
            Parameters[^1] = Math.Max(Parameters[^1], Math.Log(1e-3)) + 1; // not positive definite in floating point: more noise
            factor.Clear();
        }

        alpha = Residual(values, out mean);
        SignalVariance = Variance(alpha);
        factor.SolveUpper(alpha);
    }

    /// <summary>Mean and variance of the value at a point, without noise.</summary>
    public (double Mean, double Variance) Predict(SparseVector[] point)
    {
        int count = alpha.Length;
        var row = Row(Distances(point), count);
        double predicted = mean + CholeskyFactor.Dot(row, alpha);
        factor.SolveLower(row);
        return (predicted, SignalVariance * Math.Max(1e-9, 1 - CholeskyFactor.Dot(row, row)));
    }

    private bool Try(int k, double step, ReadOnlySpan<double> values, ref double best)
    {
        var trial = (double[])Parameters.Clone();
        trial[k] += step;
        if (trial[k] is < LeastParameter or > GreatestParameter) return false;
        double value = NegativeLogPosterior(trial, values);
        if (!(value < best - 1e-6)) return false;
        (best, Parameters) = (value, trial);
        return true;
    }

    private double NegativeLogPosterior(double[] parameters, ReadOnlySpan<double> values)
    {
        kernel.Set(parameters);
        factor.Clear();
        if (!Factorize(values.Length, Math.Exp(parameters[^1]))) return double.PositiveInfinity;
        var residual = Residual(values, out _);
        double noise = (parameters[^1] - Math.Log(0.03)) / 1.5;
        return (0.5 * values.Length * Math.Log(Variance(residual)))
            + factor.LogDiagonal + kernel.Penalty(parameters) + (0.5 * noise * noise);
    }

    private bool Factorize(int count, double noise)
    {
        for (int i = factor.Count; i < count; i++)
            if (!factor.Append(Row(distances[i], i), 1 + noise + Jitter)) return false;
        return true;
    }

    /// <summary>L^-1 (values - mean), the mean by generalized least squares.</summary>
    private double[] Residual(ReadOnlySpan<double> values, out double constant)
    {
        var residual = values.ToArray();
        var ones = new double[values.Length];
        Array.Fill(ones, 1);
        factor.SolveLower(residual);
        factor.SolveLower(ones);
        constant = CholeskyFactor.Dot(residual, ones) / CholeskyFactor.Dot(ones, ones);
        for (int i = 0; i < residual.Length; i++) residual[i] -= constant * ones[i];
        return residual;
    }

    // Equal values have none; a trace of it keeps the arithmetic finite.
    private static double Variance(double[] residual) => Math.Max(LeastVariance, CholeskyFactor.Dot(residual, residual) / residual.Length);

    private Span<double> Row(double[] ofPoint, int count)
    {
        int padded = ofPoint.Length / kernel.Groups;
        if (buffer.Length < padded) buffer = new double[2 * padded];
        var row = buffer.AsSpan(0, padded);
        kernel.Row(ofPoint, row);
        return row[..count];
    }

    /// <summary>[group, point], the points padded to whole vectors.</summary>
    private double[] Distances(SparseVector[] point)
    {
        int count = distances.Count, padded = (count + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        var result = new double[padded * kernel.Groups];
        for (int g = 0; g < points.Length; g++) points[g].Fill(point[g], result.AsSpan(g * padded, padded));
        return result;
    }
}

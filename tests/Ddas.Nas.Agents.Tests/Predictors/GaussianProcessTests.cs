using Ddas.Nas.Agents.Predictors;
using Ddas.Nas.SearchSpace;
using MathNet.Numerics.LinearAlgebra;

namespace Ddas.Nas.Agents.Tests.Predictors;

public class GaussianProcessTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void It_predicts_what_the_textbook_formulas_give(bool matern)
    {
        var (points, values) = Sample(23);
        var process = Fitted(matern, points, values);
        var at = SparseVector.Dense(0.3, 0.9);

        var (mean, variance) = process.Predict([at, at]);

        // Rasmussen and Williams 2006, equations 2.25 and 2.26, with the mean and the variance that are profiled out.
        int n = points.Count;
        double noise = Math.Exp(process.Parameters[^1]) + 1e-8;
        var inverse = Matrix<double>.Build.Dense(n, n, (i, j) => Kernel(process, matern, points[i], points[j]) + (i == j ? noise : 0)).Inverse();
        var k = Vector<double>.Build.Dense(n, i => Kernel(process, matern, points[i], at));
        var (y, ones) = (Vector<double>.Build.Dense(values), Vector<double>.Build.Dense(n, 1));
        double constant = (ones * inverse * y) / (ones * inverse * ones);
        double signal = (y - constant) * inverse * (y - constant) / n;
        mean.Should().BeApproximately(constant + (k * inverse * (y - constant)), 1e-8);
        variance.Should().BeApproximately(signal * (1 - (k * inverse * k)), 1e-8 * signal + 1e-9);
        process.SignalVariance.Should().BeApproximately(signal, 1e-8 * signal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_point_added_between_two_fits_changes_nothing_but_itself(bool matern)
    {
        var (points, values) = Sample(40);
        var grown = Fitted(matern, points[..30], values[..30]);
        for (int n = 31; n <= 40; n++)
        {
            grown.Add([points[n - 1], points[n - 1]]);
            grown.Condition(values.AsSpan(0, n));
        }

        var anew = new GaussianProcess(Kernel(matern));
        foreach (var point in points) anew.Add([point, point]);
        anew.Use(grown.Parameters);
        anew.Condition(values);

        grown.Predict([points[3], points[7]]).Should().Be(anew.Predict([points[3], points[7]]));
    }

    [Fact]
    public void A_fit_tells_noise_from_signal()
    {
        Ratio(0.001).Should().BeLessThan(0.01);
        Ratio(0.5).Should().BeInRange(0.1, 2, "the signal's variance is near 0.5, the noise's 0.25");

        static double Ratio(double noise)
        {
            var (points, values) = Sample(80);
            var random = new RandomStream(2, "test", 0);
            for (int i = 0; i < values.Length; i++) values[i] += noise * random.NextGaussian();
            var process = Fitted(matern: true, points, values);
            return process.NoiseVariance / process.SignalVariance;
        }
    }

    [Fact]
    public void Equal_points_with_different_values_and_equal_values_are_borne()
    {
        var process = new GaussianProcess(Kernel(matern: true));
        for (int i = 0; i < 6; i++) process.Add([SparseVector.Dense(1, 1), SparseVector.Dense(1, 1)]);
        process.Fit([1, 2, 1, 2, 1, 2], 4, 0.8);
        process.Condition([1, 2, 1, 2, 1, 2]);
        process.Predict([SparseVector.Dense(1, 1), SparseVector.Dense(1, 1)]).Mean.Should().BeApproximately(1.5, 0.01);

        process.Condition([3, 3, 3, 3, 3, 3]);
        process.Predict([SparseVector.Dense(0, 1), SparseVector.Dense(1, 0)]).Mean.Should().BeApproximately(3, 1e-9);
    }

    private static GaussianProcess Fitted(bool matern, IReadOnlyList<SparseVector> points, double[] values)
    {
        var process = new GaussianProcess(Kernel(matern));
        foreach (var point in points) process.Add([point, point]);
        process.Fit(values, 8, 0.8);
        process.Condition(values);
        return process;
    }

    private static Kernel Kernel(bool matern) => matern ? new MaternKernel(2) : new AdditiveKernel(2);

    private static double Kernel(GaussianProcess process, bool matern, SparseVector a, SparseVector b)
    {
        double[] theta = process.Parameters;
        var differences = a.Values.Zip(b.Values, static (x, y) => x - y).ToArray();
        if (matern)
        {
            double squared = differences.Sum(static d => d * d), r = Math.Sqrt(5 * squared * (Math.Exp(-2 * theta[0]) + Math.Exp(-2 * theta[1])));
            return (1 + r + (r * r / 3)) * Math.Exp(-r);
        }

        double distance = differences.Sum(Math.Abs), first = Math.Exp(theta[2]), second = Math.Exp(theta[3]);
        return ((first * Math.Exp(-distance / Math.Exp(theta[0]))) + (second * Math.Exp(-distance / Math.Exp(theta[1])))) / (first + second);
    }

    private static (List<SparseVector> Points, double[] Values) Sample(int count)
    {
        var random = new RandomStream(1, "test", 0);
        var points = new List<SparseVector>();
        for (int i = 0; i < count; i++) points.Add(SparseVector.Dense(2 * random.NextDouble(), 2 * random.NextDouble()));
        return (points, [.. points.Select(static p => Math.Sin(2 * p.Values[0]) + (0.5 * p.Values[1]))]);
    }
}

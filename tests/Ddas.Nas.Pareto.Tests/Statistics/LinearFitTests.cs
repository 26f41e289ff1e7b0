using System.Globalization;
using System.IO.Compression;
using Ddas.Nas.Pareto.Statistics;
using FsCheck.Xunit;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class LinearFitTests
{
    [Fact]
    public void Equals_a_reference()
    {
        // SciPy 1.10, linregress.
        LinearFit fit = LinearFit.Of([1, 2, 2, 3, 5, 5, 5, 8, 9, 10], [2, 1, 4, 4, 3, 7, 7, 6, 10, 9]);

        fit.Slope.Should().BeApproximately(0.8181818181818181, 1e-12);
        fit.Intercept.Should().BeApproximately(1.209090909090909, 1e-12);
        fit.Correlation.Should().BeApproximately(0.8575805098939394, 1e-12);
        fit.Count.Should().Be(10);
        fit.Predict(10).Should().BeApproximately(9.390909090909090, 1e-12);
    }

    [Fact]
    public void Finds_the_printed_slope_of_accuracy_on_parameters()
    {
        // Section V: 2.123 % for a million parameters on CIFAR-10, correlation above 0.93. Points read from Fig. 6b, printed to 0.01 M.
        using var reader = new StreamReader(new GZipStream(File.OpenRead(RepositoryData.PaperFigures), CompressionMode.Decompress));
        var points = reader.ReadToEnd().Split('\n').Select(line => line.Split(',')).Where(cells => cells[0] == "6b")
            .Select(cells => (Parameters: double.Parse(cells[4], CultureInfo.InvariantCulture), Accuracy: double.Parse(cells[6], CultureInfo.InvariantCulture)))
            .ToArray();

        LinearFit fit = LinearFit.Of([.. points.Select(point => point.Parameters)], [.. points.Select(point => point.Accuracy)]);

        fit.Count.Should().Be(18);
        fit.Slope.Should().BeApproximately(2.123, 0.01);
        fit.Correlation.Should().BeInRange(0.93, 0.94);
    }

    [Property(MaxTest = 100)]
    public void Finds_the_line_that_points_lie_on(sbyte slope, sbyte intercept)
    {
        double[] x = [-2, 0, 1, 7];
        LinearFit fit = LinearFit.Of(x, [.. x.Select(value => intercept + slope * value)]);

        fit.Slope.Should().BeApproximately(slope, 1e-9);
        fit.Intercept.Should().BeApproximately(intercept, 1e-9);
        if (slope == 0)
            fit.Correlation.Should().Be(double.NaN);
        else
            fit.Correlation.Should().BeApproximately(Math.Sign(slope), 1e-12);
    }

    [Fact]
    public void Rejects_points_without_a_line()
    {
        FluentActions.Invoking(() => LinearFit.Of([3, 3, 3], [1, 2, 3])).Should().Throw<ArgumentException>().WithMessage("All 3 values of x are 3*");
        FluentActions.Invoking(() => LinearFit.Of([1], [1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => LinearFit.Of([1, 2], [1, double.PositiveInfinity])).Should().Throw<ArgumentException>().WithMessage("Value 1 is*");
    }
}

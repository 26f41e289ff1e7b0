using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class BootstrapTests
{
    // Efron and Tibshirani (1993), Table 14.1, spatial test data A.
    private static readonly double[] Spatial = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];

    // Efron and Tibshirani (1993), Table 3.1, 15 law schools.
    private static readonly double[] Lsat = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594];
    private static readonly double[] Gpa = [3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96];

    // Ends from SciPy 1.10 (bootstrap, 400,000 and 100,000 resamples); the first two are 115.8 and 259.6 in Table 14.2 with 2,000.
    [Theory]
    [InlineData(BootstrapMethod.BiasCorrectedAccelerated, 115.50, 261.12)]
    [InlineData(BootstrapMethod.Percentile, 97.72, 235.71)]
    public void Interval_of_a_variance_is_the_published_one(BootstrapMethod method, double lower, double upper)
    {
        ConfidenceInterval interval = new Bootstrap(new BootstrapOptions { Resamples = 100_000, Confidence = 0.9, Method = method }).Interval(Spatial, Variance);

        interval.Estimate.Should().BeApproximately(171.534, 0.001);
        interval.Lower.Should().BeApproximately(lower, 1.2);
        interval.Upper.Should().BeApproximately(upper, 1.2);
        interval.Resamples.Should().Be(100_000);
        interval.Confidence.Should().Be(0.9);
    }

    [Theory]
    [InlineData(BootstrapMethod.BiasCorrectedAccelerated, 0.4297, 0.9269)]
    [InlineData(BootstrapMethod.Percentile, 0.5228, 0.9475)]
    public void Interval_of_a_correlation_keeps_pairs_together(BootstrapMethod method, double lower, double upper)
    {
        var options = new BootstrapOptions { Resamples = 50_000, Confidence = 0.9, Method = method };
        ConfidenceInterval interval = new Bootstrap(options).Interval(Lsat, Gpa, (x, y) => LinearFit.Of(x, y).Correlation);

        interval.Estimate.Should().BeApproximately(0.776374, 1e-6);
        interval.Lower.Should().BeApproximately(lower, 0.012);
        interval.Upper.Should().BeApproximately(upper, 0.004);
    }

    [Fact]
    public void Corrected_levels_equal_a_reference()
    {
        // The formula of Efron (1987) evaluated with SciPy's normal distribution; z0 = -0.25335, a = 0.0039777.
        (double low, double high) = Bootstrap.CorrectedLevels(3, [1, 2, 2.5, 3, 3, 4, 5, 6, 7, 9], [2.8, 3.1, 2.2, 3.9, 3.3], 0.05);

        low.Should().BeApproximately(0.01628587466902841, 1e-9);
        high.Should().BeApproximately(0.8740826374070634, 1e-9);
    }

    [Fact]
    public void Resamples_are_uniform()
    {
        // The mean of resamples of {0, 1, 2} from {0, 1, 2}: 27 outcomes, of which 1 has mean 0, and 7 mean 1.
        int zero = 0, one = 0;
        new Bootstrap(new BootstrapOptions { Resamples = 90_000, Method = BootstrapMethod.Percentile }).Interval([0.0, 1, 2], values =>
        {
            double sum = values.Sum();
            zero += sum == 0 ? 1 : 0;
            one += sum == 3 ? 1 : 0;
            return sum;
        });

        // The first call is the sample itself. Bounds are five standard deviations of a binomial count.
        (zero / 90_000.0).Should().BeApproximately(1 / 27.0, 5 * Math.Sqrt(26 / 27.0 / 27 / 90_000));
        ((one - 1) / 90_000.0).Should().BeApproximately(7 / 27.0, 5 * Math.Sqrt(7 / 27.0 * 20 / 27 / 90_000));
    }

    [Fact]
    public void Repeats_for_a_seed_and_differs_for_another()
    {
        ConfidenceInterval first = new Bootstrap(new BootstrapOptions { Seed = 1 }).Interval(Spatial, Enumerable.Average);

        new Bootstrap(new BootstrapOptions { Seed = 1 }).Interval(Spatial, Enumerable.Average).Should().Be(first);
        new Bootstrap(new BootstrapOptions { Seed = 2 }).Interval(Spatial, Enumerable.Average).Should().NotBe(first);
    }

    [Fact]
    public void Covers_the_true_mean_about_as_often_as_it_says()
    {
        // 400 samples of 30 values of U(0, 1) from a fixed generator; nominal 95 %, five standard deviations are 5.4 points.
        var random = new Random(7);
        var bootstrap = new Bootstrap(new BootstrapOptions { Resamples = 1000 });
        int covered = Enumerable.Range(0, 400).Count(_ =>
        {
            double[] sample = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())];
            ConfidenceInterval interval = bootstrap.Interval(sample, Enumerable.Average);
            return interval.Lower <= 0.5 && 0.5 <= interval.Upper;
        });

        (covered / 400.0).Should().BeInRange(0.896, 0.999);
    }

    [Theory]
    [InlineData(BootstrapMethod.BiasCorrectedAccelerated)]
    [InlineData(BootstrapMethod.Percentile)]
    public void A_constant_sample_has_a_point_for_an_interval(BootstrapMethod method) =>
        new Bootstrap(new BootstrapOptions { Method = method }).Interval([4.0, 4.0, 4.0], Enumerable.Average)
            .Should().Be(new ConfidenceInterval(4, 4, 4, 0.95, 10_000));

    [Fact]
    public void Leaves_out_resamples_without_a_value()
    {
        // A resample of three points is a single point, without correlation, in 3 of 27 cases.
        ConfidenceInterval interval = new Bootstrap().Interval([1.0, 2, 3], [1.0, 3, 2], RankCorrelation.Spearman);

        (interval.Resamples / 10_000.0).Should().BeApproximately(24 / 27.0, 5 * Math.Sqrt(24 / 27.0 * 3 / 27 / 10_000));
        (interval.Lower, interval.Upper).Should().Be((-1, 1));
        ConfidenceInterval undefined = new Bootstrap().Interval([1.0, 1, 1], [1.0, 3, 2], RankCorrelation.Spearman);
        (undefined.Estimate, undefined.Lower, undefined.Upper, undefined.Resamples).Should().Be((double.NaN, double.NaN, double.NaN, 0));
    }

    [Fact]
    public void Options_are_taken_over_at_construction()
    {
        var options = new BootstrapOptions { Seed = 1 };
        var bootstrap = new Bootstrap(options);
        options.Confidence = 0.5;
        options.Resamples = -1;

        bootstrap.Interval(Spatial, Enumerable.Average).Should().Be(new Bootstrap(new BootstrapOptions { Seed = 1 }).Interval(Spatial, Enumerable.Average));
    }

    [Fact]
    public void Rejects_a_single_item() =>
        FluentActions.Invoking(() => new Bootstrap().Interval([1.0], Enumerable.Average)).Should().Throw<ArgumentException>().WithMessage("At least 2 items*");

    private static double Variance(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / values.Count;
    }
}

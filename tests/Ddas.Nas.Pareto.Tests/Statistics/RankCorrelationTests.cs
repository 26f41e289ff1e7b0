using Ddas.Nas.Pareto.Statistics;
using FsCheck.Xunit;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class RankCorrelationTests
{
    // Values of SciPy 1.10 (spearmanr, kendalltau).
    private static readonly double[] First = [1, 2, 2, 3, 5, 5, 5, 8, 9, 10];
    private static readonly double[] Second = [2, 1, 4, 4, 3, 7, 7, 6, 10, 9];

    [Fact]
    public void Equal_values_share_their_average_rank()
    {
        RankCorrelation.Spearman(First, Second).Should().BeApproximately(0.8328532615141301, 1e-12);
        RankCorrelation.KendallTauB(First, Second).Should().BeApproximately(0.6668557115213574, 1e-12);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 7, 6 }, 0.964)] // RS, CIFAR-10
    [InlineData(new double[] { 3, 2, 1, 5, 4, 6, 7, 8 }, 0.881)] // NL, CIFAR-10
    [InlineData(new double[] { 3, 2, 1, 6, 5, 4, 7, 8 }, 0.810)] // G, CIFAR-100
    [InlineData(new double[] { 2, 1, 3, 4, 6, 5 }, 0.886)] // G and 4S, CIFAR-10
    [InlineData(new double[] { 2, 1, 4, 3 }, 0.600)] // 4S, CIFAR-100
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6 }, 1.000)] // RS, CIFAR-100
    public void Gives_the_printed_values_of_Table_2_for_orders_that_lead_to_them(double[] order, double printed) =>
        RankCorrelation.Spearman([.. Enumerable.Range(1, order.Length).Select(i => (double)i)], order).Should().BeApproximately(printed, 0.0005);

    [Property(MaxTest = 300)]
    public void Kendall_equals_counting_all_pairs((byte X, byte Y)[] points)
    {
        double[] x = [.. points.Select(point => point.X % 6.0)];
        double[] y = [.. points.Select(point => point.Y % 6.0)];
        if (x.Length < 2)
            return;
        int agreement = 0, differentX = 0, differentY = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                agreement += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
                differentX += x[i] != x[j] ? 1 : 0;
                differentY += y[i] != y[j] ? 1 : 0;
            }
        }
        double expected = agreement / Math.Sqrt((double)differentX * differentY);

        RankCorrelation.KendallTauB(x, y).Should().Be(expected);
    }

    [Property(MaxTest = 200)]
    public void Spearman_equals_the_formula_without_ties(int[] values)
    {
        double[] y = [.. values.Distinct().Select(value => (double)value)];
        if (y.Length < 2)
            return;
        double n = y.Length;
        double[] sorted = [.. y.Order()];
        double squares = y.Select((value, i) => Math.Pow(Array.IndexOf(sorted, value) - i, 2)).Sum();

        RankCorrelation.Spearman([.. y.Select((_, i) => (double)i)], y).Should().BeApproximately(1 - 6 * squares / (n * (n * n - 1)), 1e-9);
    }

    [Fact]
    public void Depends_on_order_only()
    {
        double[] squeezed = [.. Second.Select(value => Math.Exp(-value))];

        RankCorrelation.Spearman(First, squeezed).Should().BeApproximately(-0.8328532615141301, 1e-12);
        RankCorrelation.KendallTauB(First, squeezed).Should().BeApproximately(-0.6668557115213574, 1e-12);
    }

    [Fact]
    public void Is_undefined_for_a_constant_series()
    {
        RankCorrelation.Spearman([1, 1, 1], [1, 2, 3]).Should().Be(double.NaN);
        RankCorrelation.KendallTauB([1, 2, 3], [1, 1, 1]).Should().Be(double.NaN);
    }

    [Fact]
    public void Rejects_series_that_do_not_pair()
    {
        FluentActions.Invoking(() => RankCorrelation.Spearman([1, 2], [1])).Should().Throw<ArgumentException>().WithMessage("*not 2 and 1*");
        FluentActions.Invoking(() => RankCorrelation.KendallTauB([1], [1])).Should().Throw<ArgumentException>().WithMessage("*not 1 and 1*");
        FluentActions.Invoking(() => RankCorrelation.Spearman([1, 2], [1, double.NaN])).Should().Throw<ArgumentException>().WithMessage("Value 1 is NaN*");
    }
}

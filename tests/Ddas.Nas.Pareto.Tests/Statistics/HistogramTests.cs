using Ddas.Nas.Pareto.Statistics;
using FsCheck.Xunit;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class HistogramTests
{
    [Fact]
    public void A_bin_holds_its_lower_edge_and_the_last_both()
    {
        // Widths of cells in c, from 2 to 4 in steps of 0.5.
        var histogram = new Histogram(2, 4, 4, [2, 2.49, 2.5, 3, 3.5, 4, 4, 1.99, 4.01, 9]);

        histogram.Edges.Should().Equal(2, 2.5, 3, 3.5, 4);
        histogram.Counts.Should().Equal(2, 1, 1, 3);
        (histogram.Below, histogram.Above, histogram.Total).Should().Be((1, 2, 10));
        histogram.Add(double.PositiveInfinity);
        histogram.Add(double.NegativeInfinity);
        (histogram.Below, histogram.Above, histogram.Total).Should().Be((2, 3, 12));
    }

    [Property(MaxTest = 200)]
    public void Every_value_lies_between_the_edges_of_its_bin(byte binChoice, short[] numbers)
    {
        int bins = 1 + binChoice % 20;
        var histogram = new Histogram(-0.1, 0.7, bins);
        foreach (double value in numbers.Select(number => number / 10_000.0).Where(value => value is >= -0.1 and < 0.7))
        {
            int bin = histogram.BinOf(value);
            value.Should().BeGreaterThanOrEqualTo(histogram.Edges[bin]).And.BeLessThan(histogram.Edges[bin + 1]);
        }
        for (int bin = 0; bin < bins; bin++)
            histogram.BinOf(histogram.Edges[bin]).Should().Be(bin);
    }

    [Fact]
    public void Rejects_ends_out_of_order_and_NaN()
    {
        FluentActions.Invoking(() => new Histogram(1, 1, 4)).Should().Throw<ArgumentException>().WithMessage("*not 1 and 1*");
        FluentActions.Invoking(() => new Histogram(0, double.PositiveInfinity, 4)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new Histogram(0, 1, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Histogram(0, 1, 2).Add(double.NaN)).Should().Throw<ArgumentException>();
    }
}

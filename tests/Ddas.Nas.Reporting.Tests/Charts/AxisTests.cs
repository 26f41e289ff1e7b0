using Ddas.Nas.Reporting.Charts;

namespace Ddas.Nas.Reporting.Tests.Charts;

public class AxisTests
{
    [Theory]
    [InlineData(0.13, 0.1)]
    [InlineData(0.17, 0.2)]
    [InlineData(30, 20)]
    [InlineData(40, 50)]
    [InlineData(80, 100)]
    public void Ticks_lie_at_one_two_or_five_times_a_power_of_ten(double step, double rounded) => Axis.RoundStep(step).Should().BeApproximately(rounded, 1e-12);

    [Fact]
    public void All_values_lie_on_the_axis_and_so_do_all_ticks()
    {
        var axis = Axis.Over("y", [12.3, 61.7, double.NaN, double.PositiveInfinity]);

        axis.Minimum.Should().BeLessThan(12.3);
        axis.Maximum.Should().BeGreaterThan(61.7);
        axis.Ticks.Should().Equal(10, 20, 30, 40, 50, 60);
        axis.Format(20).Should().Be("20");
    }

    [Fact]
    public void It_ends_at_a_bound_that_no_value_passes()
    {
        var axis = Axis.Over("y", [1, 99], 0, 100);

        (axis.Minimum, axis.Maximum).Should().Be((0, 100));
    }

    [Theory]
    [InlineData]
    [InlineData(0.0)]
    [InlineData(5.0, 5.0)]
    [InlineData(-3.0)]
    [InlineData(1e-300)]
    [InlineData(1e12, 1e12)]
    public void Few_or_equal_values_have_an_axis_too(params double[] values)
    {
        var axis = Axis.Over("y", values, 0, 1e13);

        axis.Maximum.Should().BeGreaterThan(axis.Minimum);
        axis.Ticks.Should().HaveCountGreaterThan(1).And.HaveCountLessThan(20);
    }

    [Fact]
    public void Whole_numbers_have_whole_ticks() => Axis.Whole("step", [0, 2]).Ticks.Should().Equal(0, 1, 2);

    [Fact]
    public void A_minus_sign_is_one() => Axis.Over("y", [-0.4, 0.4]).Format(-0.2).Should().Be("−0.2");
}

using Ddas.Nas.Pareto.Internal;

namespace Ddas.Nas.Pareto.Tests.Internal;

public class SelectionTests
{
    private static readonly Objective<int> Units = new("units", "", Direction.Maximize, x => x % 10);

    [Theory]
    [InlineData(0.05, 75)]
    [InlineData(1.0, 1500)]
    [InlineData(0.0001, 1)]
    [InlineData(0.001, 2)] // 1.5 rounds up
    public void Takes_the_share(double fraction, int expected) =>
        Selection.Top([.. Enumerable.Range(0, 1500)], Units, fraction).Should().HaveCount(expected);

    [Theory]
    [InlineData(1500, 250)]
    [InlineData(13, 2)]
    [InlineData(5, 1)]
    [InlineData(0, 0)]
    public void The_last_sixth_has_a_step_wherever_there_is_one(int steps, int expected) =>
        Selection.LastSixth([.. Enumerable.Range(0, steps)]).Should().Equal(Enumerable.Range(steps - expected, expected));

    [Fact]
    public void Takes_the_best_first_and_the_earlier_of_equals()
    {
        Selection.Top([18, 3, 29, 19, 8], Units, 0.6).Should().Equal(29, 19, 18);
        Selection.Top([18, 3, 29, 19, 8], new Objective<int>("units", "", Direction.Minimize, x => x % 10), 0.6).Should().Equal(3, 18, 8);
        Selection.Top([], Units, 0.5).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Rejects_a_share_out_of_range(double fraction) =>
        FluentActions.Invoking(() => Selection.Top([1], Units, fraction)).Should().Throw<ArgumentOutOfRangeException>();
}

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

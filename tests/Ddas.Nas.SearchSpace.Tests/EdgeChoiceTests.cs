namespace Ddas.Nas.SearchSpace.Tests;

public class EdgeChoiceTests
{
    [Fact]
    public void Counts_of_kept_edges()
    {
        EdgeChoice.EveryEdge.Count(5).Should().Be(5);
        EdgeChoice.BestPerNode(2).Count(5).Should().Be(2);
        EdgeChoice.BestPerNode(2).Count(1).Should().Be(1);
        default(EdgeChoice).Should().Be(EdgeChoice.EveryEdge);
    }

    [Fact]
    public void No_edge_at_all_is_refused() => FluentActions.Invoking(() => EdgeChoice.BestPerNode(0)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Text_says_what_is_kept()
    {
        EdgeChoice.EveryEdge.ToString().Should().Be("every edge");
        EdgeChoice.BestPerNode(2).ToString().Should().Be("best 2 per node");
    }
}

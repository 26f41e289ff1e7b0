using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Tests.Costs;

public class OperationCostsTests
{
    [Fact]
    public void An_empty_table_knows_none_alone()
    {
        new OperationCosts().Of(Operation.None, new OperationPlacement(8, 8, 1, true)).Should().Be(default(CostCount));
        FluentActions.Invoking(() => new OperationCosts().Of(DartsOperations.SkipConnect, default)).Should().Throw<ArgumentException>().WithMessage("No cost rule for operation 'skip_connect'*Known: none.*");
    }

    [Fact]
    public void A_rule_more_leaves_the_first_table_as_it_was()
    {
        var op = new Operation("mine");
        var table = new OperationCosts();

        var extended = table.With(op, at => new CostCount { Parameters = at.Channels * at.OutputPixels });

        extended.Of(op, new OperationPlacement(3, 8, 2, true)).Parameters.Should().Be(48);
        FluentActions.Invoking(() => table.Of(op, default)).Should().Throw<ArgumentException>();
    }
}

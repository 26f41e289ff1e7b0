using Ddas.Nas.Pareto;
namespace Ddas.Nas.Testing.Tests;

public class ObjectiveCheckerTests
{
    [Fact]
    public void A_pure_objective_without_NaN_keeps_the_contract() =>
        ObjectiveChecker.Check(new Objective<double>("x", "", Direction.Minimize, x => x), [1, double.PositiveInfinity]).Should().BeEmpty();

    [Fact]
    public void NaN_is_named() =>
        ObjectiveChecker.Check(new Objective<double>("x", "", Direction.Minimize, x => x), [1, double.NaN]).Should().ContainSingle().Which.Should().Contain("Objective 'x' is NaN");

    [Fact]
    public void A_value_that_changes_is_named()
    {
        int calls = 0;
        ObjectiveChecker.Check(new Objective<double>("x", "", Direction.Minimize, _ => calls++), [1]).Should().ContainSingle().Which.Should().Contain("must be a pure function");
    }
}

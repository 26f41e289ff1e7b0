namespace Ddas.Nas.SearchSpace.Tests;

public class OptionErrorsTests
{
    [Fact]
    public void Without_errors_nothing_is_thrown()
    {
        var errors = new OptionErrors("SomeOptions");
        errors.Check(true, "never said");
        errors.InRange("A", 1, 1, 2);
        errors.AtLeast("B", 0.5, 0.5);
        errors.Above("C", 0.5, 0);
        errors.Defined("D", CellOutput.LastNode);

        errors.Errors.Should().BeEmpty();
        errors.Invoking(e => e.ThrowIfAny()).Should().NotThrow();
    }

    [Fact]
    public void All_errors_are_said_in_one_message()
    {
        var errors = new OptionErrors("SomeOptions");
        errors.Check(false, "First.");
        errors.InRange("A", 3, 1, 2);
        errors.InRange("B", double.NaN, 0, 1);
        errors.AtLeast("C", double.PositiveInfinity, 0);
        errors.AtLeast("D", -0.5, 0);
        errors.Above("E", 0, 0);
        errors.Defined("F", (CellOutput)7);

        errors.Invoking(e => e.ThrowIfAny()).Should().Throw<OptionsException>().WithMessage(
            "SomeOptions: First. A is 3, but must be from 1 to 2. B is NaN, but must be from 0 to 1. C is Infinity, but must be at least 0. D is -0.5, but must be at least 0. E is 0, but must be above 0. F is 7, but must be one of ConcatenateNodes, LastNode.")
            .Which.Errors.Should().HaveCount(7);
    }
}

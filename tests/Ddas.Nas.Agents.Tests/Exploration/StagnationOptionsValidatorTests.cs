using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Exploration;

public class StagnationOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_the_papers()
    {
        var options = new StagnationOptions();

        options.Validate();

        (options.DifferingFraction * 16, options.SimilarSteps, options.BurstSteps).Should().Be((6, 32, 32));
    }

    [Fact]
    public void All_errors_come_in_one_message()
    {
        var create = () => new StagnationDetector(new StagnationOptions { DifferingFraction = 1.5, SimilarSteps = 0, BurstSteps = -1 });

        create.Should().Throw<OptionsException>().Which.Errors.Should().Equal(
            "DifferingFraction is 1.5, but must be at most 1.",
            "SimilarSteps is 0, but must be at least 1.",
            "BurstSteps is -1, but must be at least 1.");
    }
}

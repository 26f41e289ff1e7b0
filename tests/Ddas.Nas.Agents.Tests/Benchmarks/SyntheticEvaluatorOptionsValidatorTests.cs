using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Benchmarks;

public class SyntheticEvaluatorOptionsValidatorTests
{
    [Fact]
    public void All_errors_come_in_one_message()
    {
        new SyntheticEvaluatorOptions().Validate();
        var create = () => new SyntheticEvaluator(
            SearchSpaceDefinition.Darts, new SyntheticEvaluatorOptions { Floor = 0.5, Ceiling = 0.4, PairwiseWeight = 2, DriftVisits = 0 });

        create.Should().Throw<OptionsException>().Which.Errors.Should().Equal(
            "Ceiling is 0.4, but must not be below Floor, 0.5.",
            "PairwiseWeight is 2, but must be from 0 to 1.",
            "DriftVisits is 0, but must be above 0.");
    }
}

using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Tests.Evolution;

public class EvolutionOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_those_of_real_et_al()
    {
        var options = new EvolutionOptions();

        options.Validate();

        (options.Population, options.Sample, options.None).Should().Be((100, 25, NonePolicy.Allow));
    }

    [Fact]
    public void All_errors_come_in_one_message()
    {
        var create = () => new RegularizedEvolutionAgent(SearchSpaceDefinition.Darts, 0, new EvolutionOptions { Population = 0, Sample = -1, None = (NonePolicy)5 });

        create.Should().Throw<OptionsException>().Which.Errors.Should().Equal(
            "Population is 0, but must be at least 1.", "Sample is -1, but must be at least 1.", "None is 5, but must be one of Allow, Exclude.");
    }
}

using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Tests.Evolution;

public class LocalSearchOptionsValidatorTests
{
    [Fact]
    public void All_errors_come_in_one_message()
    {
        new LocalSearchOptions().Validate();
        var create = () => new LocalSearchAgent(SearchSpaceDefinition.Darts, 0, new LocalSearchOptions { Move = (LocalSearchMove)4, None = (NonePolicy)5 });

        create.Should().Throw<OptionsException>().Which.Errors.Should().Equal(
            "Move is 4, but must be one of Best, FirstBetter.", "None is 5, but must be one of Allow, Exclude.");
    }
}

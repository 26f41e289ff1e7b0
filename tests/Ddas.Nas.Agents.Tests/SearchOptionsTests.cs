using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Tests;

public class SearchLoopOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid_and_the_papers_number_of_steps()
    {
        var options = new SearchLoopOptions();

        options.Validate();

        (options.Steps, options.TimeLimit).Should().Be((1500, null));
    }

    [Fact]
    public void All_errors_come_in_one_message()
    {
        var options = new SearchLoopOptions
        {
            Steps = 0, TimeLimit = TimeSpan.Zero, None = (NonePolicy)7, SaturationWarning = 1.5, UnchangedWarning = 0,
        };

        var create = () => new SearchLoop(new ScriptedEnvironment(_ => new(0, 0)), ScriptedAgent.Wandering(), options);

        create.Should().Throw<OptionsException>().Which.Errors.Should().Equal(
            "Steps is 0, but must be at least 1.",
            "TimeLimit is 00:00:00, but must be above 0.",
            "None is 7, but must be one of Allow, Exclude.",
            "SaturationWarning is 1.5, but must be from 0 to 1.",
            "UnchangedWarning is 0, but must be at least 1.");
    }
}

using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests;

public class SearchOptionsTests
{
    [Fact]
    public void The_defaults_are_valid_and_name_no_number_of_steps()
    {
        var options = new SearchOptions();

        options.Validate();

        (options.Steps, options.TimeLimit, options.StopWhen, options.NonFinite).Should().Be((null, null, null, NonFinitePolicy.Stop));
        (options.Run.Existing, options.Run.AcceptChanges).Should().Be((ExistingRun.Resume, false));
    }

    [Fact]
    public void All_errors_come_in_one_message()
    {
        var options = new SearchOptions
        {
            Steps = 0, TimeLimit = TimeSpan.Zero, NonFinite = (NonFinitePolicy)7, SaturationWarning = 1.5, UnchangedWarning = 0, Run = null!,
        };

        var create = () => new SearchLoop(new ScriptedEnvironment(_ => new(0, 0)), ScriptedAgent.Wandering(), options);

        create.Should().Throw<OptionsException>().Which.Errors.Should().Equal(
            "Steps is 0, but must be at least 1.",
            "TimeLimit is 00:00:00, but must be above 0.",
            "NonFinite is 7, but must be one of Stop, Skip, Restore.",
            "SaturationWarning is 1.5, but must be from 0 to 1.",
            "UnchangedWarning is 0, but must be at least 1.",
            "Run is null.");
    }

    [Fact]
    public void Options_of_the_run_are_checked_with_them() =>
        FluentActions.Invoking(() => new SearchOptions { Run = new RunOptions { Existing = (ExistingRun)5 } }.Validate()).Should().Throw<OptionsException>().WithMessage("*Existing is 5*");

    [Theory]
    [InlineData(null, null, 1500)]
    [InlineData(7, null, 7)]
    [InlineData(null, 9, 9)]
    [InlineData(9, 9, 9)]
    public void Steps_are_the_options_else_the_agents_plan_else_the_papers(int? own, int? planned, int steps) => Loop(own, planned).Steps.Should().Be(steps);

    [Fact]
    public void Two_numbers_that_differ_are_refused() =>
        FluentActions.Invoking(() => Loop(7, 9)).Should().Throw<OptionsException>().WithMessage("*Steps is 7, but the agent is made for 9 steps; give both the same number, or leave Steps out.*");

    private static SearchLoop Loop(int? own, int? planned) => new(new ScriptedEnvironment(_ => new(0, 0)), new Planned(planned), new SearchOptions { Steps = own });

    private sealed class Planned(int? steps) : DelegatingAgent(new RandomSearchAgent(SearchSpaceDefinition.Darts, 0))
    {
        public override int? PlannedSteps => steps;
    }
}

using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ddas.Nas.Agents.Tests.Exploration;

public class ExplorationScheduleTests
{
    [Fact]
    public void The_presets_are_the_papers()
    {
        ExplorationSchedule.RandomSearch.Should().Be(new ExplorationSchedule(1500, 0, 0));
        ExplorationSchedule.TwoStage.Should().Be(new ExplorationSchedule(500, 1000, 0));
        ExplorationSchedule.FourStage.Should().Be(new ExplorationSchedule(500, 500, 500));
    }

    [Theory]
    [InlineData(0, SearchPhase.Explore)]
    [InlineData(499, SearchPhase.Explore)]
    [InlineData(500, SearchPhase.Exploit)]
    [InlineData(999, SearchPhase.Exploit)]
    [InlineData(1000, SearchPhase.Final)]
    [InlineData(1499, SearchPhase.Final)]
    [InlineData(5000, SearchPhase.Final)]
    public void Phases_follow_each_other(int step, SearchPhase phase) => ExplorationSchedule.FourStage.PhaseAt(step).Should().Be(phase);

    [Fact]
    public void Past_the_end_the_last_phase_with_steps_goes_on()
    {
        ExplorationSchedule.RandomSearch.PhaseAt(1500).Should().Be(SearchPhase.Explore);
        ExplorationSchedule.TwoStage.PhaseAt(1500).Should().Be(SearchPhase.Exploit);
        new ExplorationSchedule(0, 3, 0).PhaseAt(0).Should().Be(SearchPhase.Exploit);
    }

    [Fact]
    public void A_negative_step_has_no_phase()
    {
        var at = () => ExplorationSchedule.TwoStage.PhaseAt(-1);

        at.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(500, 167, 333, 0)] // 166.7 and 333.3
    [InlineData(90, 30, 60, 0)]
    [InlineData(2, 1, 1, 0)] // 0.67 and 1.33
    [InlineData(1, 0, 1, 0)]
    [InlineData(int.MaxValue, 715827882, 1431655765, 0)]
    public void Two_stages_scale_by_largest_remainder(int steps, int explore, int exploit, int final) =>
        ExplorationSchedule.TwoStage.ScaleTo(steps).Should().Be(new ExplorationSchedule(explore, exploit, final));

    [Theory]
    [InlineData(500, 167, 167, 166)] // equal remainders: the earlier phases
    [InlineData(100, 34, 33, 33)]
    public void Four_stages_scale_by_largest_remainder(int steps, int explore, int exploit, int final) =>
        ExplorationSchedule.FourStage.ScaleTo(steps).Should().Be(new ExplorationSchedule(explore, exploit, final));

    [Property]
    public Property Scaling_keeps_the_sum_exact_and_each_share_within_one_step()
    {
        var schedules =
            from explore in Gen.Choose(0, 2000)
            from exploit in Gen.Choose(0, 2000)
            from final in Gen.Choose(1, 2000)
            from steps in Gen.Choose(1, 10_000)
            select (Schedule: new ExplorationSchedule(explore, exploit, final), Steps: steps);
        return Prop.ForAll(schedules.ToArbitrary(), x =>
        {
            var scaled = x.Schedule.ScaleTo(x.Steps);
            double factor = (double)x.Steps / x.Schedule.Steps;
            return scaled.Steps == x.Steps
                && Math.Abs(scaled.Explore - (x.Schedule.Explore * factor)) < 1
                && Math.Abs(scaled.Exploit - (x.Schedule.Exploit * factor)) < 1
                && Math.Abs(scaled.Final - (x.Schedule.Final * factor)) < 1;
        });
    }

    [Fact]
    public void All_errors_come_in_one_message()
    {
        var create = () => new ExplorationSchedule(-1, 5, -2);
        var empty = () => new ExplorationSchedule(0, 0, 0);
        var huge = () => new ExplorationSchedule(int.MaxValue, 1);

        create.Should().Throw<OptionsException>().Which.Errors.Should().Equal("Explore is -1, but must be at least 0.", "Final is -2, but must be at least 0.");
        empty.Should().Throw<OptionsException>().WithMessage("*Steps is 0, but must be from 1 to 2147483647.");
        huge.Should().Throw<OptionsException>().WithMessage("*Steps is 2147483648*");
    }
}

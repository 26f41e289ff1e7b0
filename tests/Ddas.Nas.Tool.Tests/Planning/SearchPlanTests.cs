using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Tool.Planning;
using Ddas.Nas.Tool.Search;

namespace Ddas.Nas.Tool.Tests.Planning;

public sealed class SearchPlanTests
{
    /// <summary>Three architectures, whose steps take 25 x 0.2 + 2.5 x 0.4 = 6, 25 x 0.1 + 2.5 x 0.2 = 3 and 25 x 0.4 + 2.5 x 0.4 = 11 seconds.</summary>
    private static readonly StepPart[] Parts = [new("training batch", 25, [0.2, 0.1, 0.4]), new("evaluation batch", 2.5, [0.4, 0.2, 0.4])];

    private static readonly AgentCost[] FourStage = [new(SearchPhase.Explore, 0), new(SearchPhase.Exploit, 0.5), new(SearchPhase.Final, 0.25, 1.25)];

    private static readonly SearchCosts WithoutCheckpoints = new(Parts, FourStage, null, RecordBytes: 100);

    private static readonly CheckpointOptions EveryTenSteps = new() { Steps = 10, Minutes = null };

    private static readonly StagnationOptions Stagnation = new() { SimilarSteps = 4, BurstSteps = 3 };

    [Fact]
    public void A_step_is_the_sum_of_its_parts_for_each_architecture() => WithoutCheckpoints.Environment.Should().Be(new Spread(6, 3, 11));

    [Fact]
    public void Updates_are_counted_from_the_exploit_phase_on_and_bursts_in_the_final_stage()
    {
        var plan = new SearchPlan(WithoutCheckpoints, Options(new ExplorationSchedule(10, 20, 15)));

        // Of 15 steps, 5 to notice, 3 in a burst, 4 to notice again, 3 in a burst.
        plan.Phases.Should().Equal(
            new PlannedPhase("explore", 10, 0, new Spread(60, 30, 110)),
            new PlannedPhase("exploit", 20, 0, new Spread(130, 70, 230)),
            new PlannedPhase("final", 15, 6, new Spread(90 + 3.75 + 6, 45 + 3.75, 165 + 3.75 + 6)));
        plan.Seconds.Should().Be(new Spread(289.75, 148.75, 514.75));
        plan.Steps.Should().Be(45);
        plan.LogBytes.Should().Be(4500);
        plan.Checkpoints.Should().Be(0);
    }

    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(5, false, 0)]
    [InlineData(6, false, 1)]
    [InlineData(8, false, 3)]
    [InlineData(12, false, 3)]
    [InlineData(13, false, 4)]
    [InlineData(15, false, 6)]
    [InlineData(2, true, 2)]
    [InlineData(7, true, 3)]
    [InlineData(8, true, 4)]
    public void Burst_steps_are_at_most_those_of_one_stagnation_after_the_other(int steps, bool underWay, int most) =>
        SearchPlan.MostBurstSteps(steps, Stagnation, underWay).Should().Be(most);

    [Fact]
    public void The_most_burst_steps_are_those_of_an_agent_that_never_moves()
    {
        for (int steps = 0; steps < 60; steps++)
        {
            var detector = new StagnationDetector(Stagnation);
            var architecture = PublishedCells.Find("DARTS_V2").Genotype.ToArchitecture(SearchSpaceDefinition.Darts);
            int bursts = 0;
            for (int step = 0; step < steps; step++)
            {
                if (detector.InBurst) bursts++;
                detector.Observe(architecture);
            }

            SearchPlan.MostBurstSteps(steps, Stagnation, underWay: false).Should().Be(bursts, $"there are {steps} steps");
        }
    }

    [Fact]
    public void A_run_that_goes_on_has_the_rest_of_its_phases()
    {
        var plan = new SearchPlan(WithoutCheckpoints, Options(new ExplorationSchedule(10, 20, 15)), from: 25);

        plan.Phases.Select(phase => (phase.Phase, phase.Steps)).Should().Equal(("exploit", 5), ("final", 15));
        (plan.From, plan.Steps, plan.LogBytes).Should().Be((25, 20, 4500));
    }

    [Fact]
    public void A_finished_run_has_nothing_to_do()
    {
        var plan = new SearchPlan(WithCheckpoints(), Options(new ExplorationSchedule(10, 20, 15)), from: 45);

        plan.Phases.Should().BeEmpty();
        (plan.Steps, plan.Checkpoints, plan.Seconds).Should().Be((0, 0, Spread.Exactly(0)));
    }

    [Fact]
    public void Checkpoints_come_every_so_many_steps_and_at_the_end_and_grow()
    {
        var plan = new SearchPlan(WithCheckpoints(), Options(new ExplorationSchedule(45, 0)));

        // After 10, 20, 30, 40 and 45 steps, of 1,000 bytes and 2 more for each step.
        (plan.Checkpoints, plan.CheckpointEvery).Should().Be((5, 10));
        plan.CheckpointSeconds.Should().BeApproximately((5000 + (2 * 145)) * 0.004, 1e-9);
        plan.Seconds.Expected.Should().BeApproximately((45 * 6) + plan.CheckpointSeconds, 1e-9);
        plan.CheckpointBytes.Should().Be(1000 + 90 + 1000 + 70);
    }

    [Fact]
    public void Checkpoints_come_by_minutes_where_steps_are_long()
    {
        var interval = new CheckpointOptions { Steps = 10, Minutes = 0.5 };

        // 30 seconds are five steps of six.
        new SearchPlan(WithCheckpoints(), Options(new ExplorationSchedule(45, 0)) with { Interval = interval }).Checkpoints.Should().Be(9);
        new SearchPlan(WithCheckpoints(), Options(new ExplorationSchedule(45, 0)) with { Interval = interval }, from: 25).Checkpoints.Should().Be(4);
    }

    [Theory]
    [InlineData(NonFinitePolicy.Stop, 0)]
    [InlineData(NonFinitePolicy.Restore, 5000 + 290)] // with each checkpoint
    [InlineData(NonFinitePolicy.Skip, 45000 + (2 * 44 * 45 / 2))] // before each step
    public void States_that_are_kept_to_roll_back_to_are_captured_once_more(NonFinitePolicy policy, double bytes)
    {
        var stop = new SearchPlan(WithCheckpoints(), Options(new ExplorationSchedule(45, 0)));
        var plan = new SearchPlan(WithCheckpoints(), Options(new ExplorationSchedule(45, 0)) with { NonFinite = policy });

        (plan.CheckpointSeconds - stop.CheckpointSeconds).Should().BeApproximately(bytes * 0.001, 1e-9);
    }

    [Fact]
    public void A_time_limit_says_how_many_steps_there_is_time_for()
    {
        var limited = Options(new ExplorationSchedule(45, 0)) with { TimeLimit = TimeSpan.FromSeconds(60) };

        new SearchPlan(WithoutCheckpoints, limited).StepsWithinLimit.Should().Be(10);
        new SearchPlan(WithoutCheckpoints, limited, from: 5, elapsed: TimeSpan.FromSeconds(30)).StepsWithinLimit.Should().Be(5);
        new SearchPlan(WithoutCheckpoints, limited, from: 40, elapsed: TimeSpan.FromSeconds(30)).StepsWithinLimit.Should().BeNull();
    }

    private static PlanOptions Options(ExplorationSchedule schedule) => new(schedule, EveryTenSteps, Stagnation);

    private static SearchCosts WithCheckpoints() => WithoutCheckpoints with { Checkpoint = new CheckpointCost(1000, 2, CaptureSeconds: 0.001, HashSeconds: 0.003) };
}

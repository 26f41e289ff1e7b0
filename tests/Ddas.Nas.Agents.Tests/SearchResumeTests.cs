using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests;

public class SearchResumeTests
{
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.NasBench201;

    [Fact]
    public void Random_search_goes_on_as_if_never_cut_off() =>
        ResumedSearch.ShouldEqualOneInOnePiece(12, [1, 5, 6], Drifting, () => new RandomSearchAgent(Space, 3));

    [Fact]
    public void Evolution_goes_on_as_if_never_cut_off_while_it_fills_its_population_and_after() =>
        ResumedSearch.ShouldEqualOneInOnePiece(30, [1, 4, 8, 9, 20], Drifting, () => new RegularizedEvolutionAgent(Space, 3, new EvolutionOptions { Population = 8, Sample = 3 }))
            .Select(r => r.Phase).Distinct().Should().Equal("explore", "evolve");

    [Fact]
    public void Local_search_goes_on_as_if_never_cut_off_in_a_climb_and_at_its_restarts()
    {
        var records = ResumedSearch.ShouldEqualOneInOnePiece(120, [.. Enumerable.Range(1, 119)], () => new SearchEnvironment(new SyntheticEvaluator(Space)), () => new LocalSearchAgent(Space, 3));

        records.Count(r => r.Phase == "explore").Should().BeGreaterThan(1);
    }

    [Fact]
    public void A_table_that_draws_among_columns_goes_on_as_if_never_cut_off()
    {
        var table = ArchitectureTable.NasBench201(new ArchitectureTableOptions { AccuracyColumns = ["cifar10_valid", "cifar10_valid_e12"] });

        ResumedSearch.ShouldEqualOneInOnePiece(20, [7, 8], () => new SearchEnvironment(new TabularEvaluator(table, 1)), () => new RandomSearchAgent(Space, 3));
    }

    [Fact]
    public void What_the_loop_remembers_comes_back()
    {
        var time = new ManualTime();
        var state = new CheckpointState();
        var agent = ScriptedAgent.Wandering();
        var loop = new SearchLoop(new Kept(), new KeptAgent(agent), new SearchOptions { Steps = 9 }, time: time);
        for (int step = 0; step < 4; step++)
        {
            time.Advance(TimeSpan.FromSeconds(3));
            loop.Step();
        }

        loop.Capture(state);
        var next = ScriptedAgent.Wandering();
        var again = new SearchLoop(new Kept(), new KeptAgent(next), new SearchOptions { Steps = 9, TimeLimit = TimeSpan.FromSeconds(13) }, time: time);
        again.Restore(state);

        again.NextStep.Should().Be(4);
        time.Advance(TimeSpan.FromHours(1));
        again.Step().Step.Should().Be(4);
        next.States.Should().Equal([agent.Transitions[3].Outcome.NextState], "it acts in the state that the last step led to");
        time.Advance(TimeSpan.FromSeconds(4));
        again.Run().End.Should().Be(SearchEnd.TimeLimit, "9 s of the earlier part and 4 of this one have passed; the time between does not count");
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 3)]
    public void Numbers_that_cannot_be_are_refused(int nextStep, int rolledBack)
    {
        var state = new CheckpointState();
        var loop = new SearchLoop(new Kept(), new KeptAgent(ScriptedAgent.Wandering()));
        state.Section("loop").Add<int>("next_step", [nextStep]);
        state.Section("loop").Add<int>("rolled_back", new int[rolledBack], rolledBack);

        loop.Invoking(l => l.Restore(state)).Should().Throw<CheckpointException>().WithMessage($"*next step is {nextStep} with {rolledBack} steps rolled back*");
    }

    [Fact]
    public void A_state_of_another_space_is_refused()
    {
        var state = new CheckpointState();
        var loop = new SearchLoop(Drifting(), new RandomSearchAgent(Space, 3));
        loop.Step();
        loop.Capture(state);

        var other = new SearchLoop(new Kept(), new KeptAgent(ScriptedAgent.Wandering()));

        other.Invoking(l => l.Restore(state)).Should().Throw<CheckpointException>();
    }

    private static SearchEnvironment Drifting() => new(new SyntheticEvaluator(Space, new SyntheticEvaluatorOptions { DriftVisits = 3 }));

    /// <summary>A scripted environment that has no state but can be kept.</summary>
    private sealed class Kept : IEnvironment, IResumable
    {
        private readonly ScriptedEnvironment inner = new(static _ => new ArchitectureScore(0.5, 1));

        public SearchSpaceDefinition Space => inner.Space;

        public ArchitectureScore Reference => inner.Reference;

        public ArchitectureWeights Reset() => inner.Reset();

        public EnvironmentStep Step(ArchitectureWeights action, CancellationToken abort) => inner.Step(action, abort);

        public void Capture(CheckpointState state)
        {
        }

        public void Restore(CheckpointState state)
        {
        }
    }

    private sealed class KeptAgent(ISearchAgent inner) : DelegatingAgent(inner)
    {
        public override bool CanResume => true;
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Microsoft.Extensions.Logging;

namespace Ddas.Nas.Agents.Tests;

public class SearchLoopTests
{
    private static readonly ArchitectureWeights Ones = ArchitectureWeights.Constant(SearchSpaceDefinition.Darts, 1);

    [Fact]
    public void The_agent_acts_in_the_state_before_and_learns_what_followed()
    {
        var environment = new ScriptedEnvironment(Rising);
        var agent = ScriptedAgent.Wandering();

        new SearchLoop(environment, agent, Steps(3)).Run();

        environment.Resets.Should().Be(1);
        agent.Transitions.Select(t => t.Step).Should().Equal(0, 1, 2);
        agent.States.Should().Equal(Ones, agent.Transitions[0].Outcome.NextState, agent.Transitions[1].Outcome.NextState);
        agent.Transitions.Select(t => t.State).Should().Equal(agent.States);
        agent.Transitions.Select(t => t.Action).Should().Equal(Enumerable.Range(0, 3).Select(ScriptedAgent.RandomDarts));
        agent.Transitions.Select(t => t.Outcome.Reward).Should().Equal(0.0, 0.1, 0.2);
    }

    [Fact]
    public void A_record_carries_scores_diagnostics_and_counts()
    {
        var score = new ArchitectureScore(0.25, 1.5) { TestAccuracy = 0.2, Flops = 100, Parameters = 10 };
        var diagnostics = new AgentDiagnostics
        {
            Phase = "exploit", CriticLoss = 1, ActorLoss = -2, MeanQ = 2, Spread = 0.1, Saturation = 0.4, Burst = true,
        };
        var time = new ManualTime();
        var environment = new ScriptedEnvironment(_ =>
        {
            time.Advance(TimeSpan.FromSeconds(2.5));
            return score;
        });
        // All ones: every pair is chosen by a tie, which falls to the lowest edges and to none.
        var agent = new ScriptedAgent(_ => Ones, _ => diagnostics);

        var record = new SearchLoop(environment, agent, time: time).Step();

        record.Should().Be(new StepRecord
        {
            Step = 0, Phase = "exploit", Genotype = ArchitectureText.Format(agent.Transitions[0].Outcome.Architecture),
            Accuracy = 0.25, Loss = 1.5, Reward = 0.25, Flops = 100, Parameters = 10, TestAccuracy = 0.2, Seconds = 2.5,
            CriticLoss = 1, ActorLoss = -2, MeanQ = 2, Spread = 0.1, Saturation = 0.4, Burst = true, NoneCount = 16, Ties = 16,
        });
        record.Genotype.Should().StartWith("Genotype(normal=[('none', 0), ('none', 1)");
    }

    [Fact]
    public void An_agent_without_diagnostics_searches_in_the_phase_search() =>
        new SearchLoop(new ScriptedEnvironment(Rising), new SilentAgent()).Step().Phase.Should().Be("search");

    [Fact]
    public void Observers_see_every_record_in_order_and_the_state_after_it()
    {
        var first = new CollectingObserver();
        var states = new List<SearchLoopState>();
        SearchLoop? loop = null;
        loop = new SearchLoop(
            new ScriptedEnvironment(Rising), ScriptedAgent.Wandering(), Steps(4),
            [first, new ActionObserver(record => { first.Records.Should().HaveCount(record.Step + 1); states.Add(loop!.State!); })]);

        loop.State.Should().BeNull();
        loop.Run();

        first.Records.Select(r => r.Step).Should().Equal(0, 1, 2, 3);
        states.Select(s => s.NextStep).Should().Equal(1, 2, 3, 4);
        states[^1].Should().Be(loop.State);
    }

    [Fact]
    public void An_exception_of_an_observer_reaches_the_caller_after_the_step_has_counted()
    {
        var observer = new ActionObserver(record => { if (record.Step == 1) throw new IOException("disk full"); });
        var agent = ScriptedAgent.Wandering();
        var loop = new SearchLoop(new ScriptedEnvironment(Rising), agent, Steps(5), [observer]);

        var run = () => loop.Run();

        run.Should().Throw<IOException>().WithMessage("disk full");
        loop.State!.NextStep.Should().Be(2);
        agent.Transitions.Should().HaveCount(2);
        loop.Run().Steps.Should().Be(5);
        agent.Transitions.Select(t => t.Step).Should().Equal(0, 1, 2, 3, 4);
    }

    [Fact]
    public void An_exception_of_the_environment_reaches_the_caller_and_the_step_does_not_count()
    {
        bool broken = true;
        var loop = new SearchLoop(
            new ScriptedEnvironment(step => step == 2 && broken ? throw new IOException("gone") : Rising(step)), ScriptedAgent.Wandering(), Steps(4));

        loop.Invoking(l => l.Run()).Should().Throw<IOException>();

        loop.State!.NextStep.Should().Be(2);
    }

    [Fact]
    public void Stop_finishes_the_step_under_way_and_its_observers()
    {
        using var stop = new CancellationTokenSource();
        var after = new CollectingObserver();
        var loop = new SearchLoop(
            new ScriptedEnvironment(step => { if (step == 3) stop.Cancel(); return Rising(step); }), ScriptedAgent.Wandering(), Steps(10), [after]);

        var result = loop.Run(stop.Token);

        (result.End, result.Stopped, result.Steps).Should().Be((SearchEnd.Stopped, true, 4));
        after.Records.Should().HaveCount(4);
        loop.Run().Should().Match<SearchResult>(r => r.End == SearchEnd.Completed && !r.Stopped && r.Steps == 10);
        after.Records.Select(r => r.Step).Should().Equal(Enumerable.Range(0, 10));
    }

    [Fact]
    public void A_search_whose_last_step_was_stopped_is_completed()
    {
        using var stop = new CancellationTokenSource();
        var loop = new SearchLoop(
            new ScriptedEnvironment(step => { if (step == 2) stop.Cancel(); return Rising(step); }), ScriptedAgent.Wandering(), Steps(3));

        loop.Run(stop.Token).End.Should().Be(SearchEnd.Completed);
    }

    [Fact]
    public void Abort_abandons_the_step_under_way()
    {
        using var abort = new CancellationTokenSource();
        var observer = new ActionObserver(record => { if (record.Step == 1) abort.Cancel(); });
        var agent = ScriptedAgent.Wandering();
        var loop = new SearchLoop(new ScriptedEnvironment(Rising), agent, Steps(5), [observer]);

        loop.Invoking(l => l.Run(abort: abort.Token)).Should().Throw<OperationCanceledException>();

        loop.State!.NextStep.Should().Be(2);
        agent.Transitions.Should().HaveCount(2);
    }

    [Fact]
    public void The_time_limit_ends_the_search_after_the_step_that_passes_it()
    {
        var time = new ManualTime();
        var environment = new ScriptedEnvironment(step => { time.Advance(TimeSpan.FromSeconds(10)); return Rising(step); });
        var options = new SearchLoopOptions { TimeLimit = TimeSpan.FromSeconds(25) };

        var result = new SearchLoop(environment, ScriptedAgent.Wandering(), options, time: time).Run();

        result.Should().Match<SearchResult>(r => r.End == SearchEnd.TimeLimit && r.Steps == 3 && r.Elapsed == TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Time_of_an_earlier_part_counts()
    {
        var time = new ManualTime();
        var environment = new ScriptedEnvironment(step => { time.Advance(TimeSpan.FromSeconds(10)); return Rising(step); });
        var options = new SearchLoopOptions { TimeLimit = TimeSpan.FromSeconds(25) };
        var from = new SearchLoopState(5, Ones, TimeSpan.FromSeconds(12), null);

        var result = new SearchLoop(environment, ScriptedAgent.Wandering(), options, from: from, time: time).Run();

        result.Should().Match<SearchResult>(r => r.End == SearchEnd.TimeLimit && r.Steps == 7 && r.Elapsed == TimeSpan.FromSeconds(32));
    }

    [Fact]
    public void A_search_goes_on_from_the_state_of_an_earlier_part_as_if_uninterrupted()
    {
        var whole = new CollectingObserver();
        new SearchLoop(new ScriptedEnvironment(Falling), ScriptedAgent.Wandering(), Steps(6), [whole], time: new ManualTime()).Run();

        var parts = new CollectingObserver();
        var environment = new ScriptedEnvironment(Falling);
        var first = new SearchLoop(environment, ScriptedAgent.Wandering(), Steps(6), [parts], time: new ManualTime());
        for (int i = 0; i < 4; i++) first.Step();
        var agent = ScriptedAgent.Wandering();
        var result = new SearchLoop(environment, agent, Steps(6), [parts], from: first.State, time: new ManualTime()).Run();

        parts.Records.Should().Equal(whole.Records);
        environment.Resets.Should().Be(1, "the second part finds the environment as the first left it");
        agent.States[0].Should().Be(first.State!.State);
        result.Best!.Step.Should().Be(0, "the best step of the first part is not forgotten");
    }

    [Fact]
    public void A_state_of_another_space_or_a_negative_step_is_refused()
    {
        var foreign = new SearchLoopState(3, ArchitectureWeights.Constant(SearchSpaceDefinition.NasBench201, 1), TimeSpan.Zero, null);
        var negative = new SearchLoopState(-1, Ones, TimeSpan.Zero, null);

        foreach (var from in new[] { foreign, negative })
        {
            var create = () => new SearchLoop(new ScriptedEnvironment(Rising), ScriptedAgent.Wandering(), from: from);
            create.Should().Throw<ArgumentException>().WithMessage($"*step {from.NextStep}*'{from.State.Space}'*'darts'*");
        }
    }

    [Fact]
    public void The_best_step_is_the_earliest_of_the_most_accurate()
    {
        double[] accuracies = [0.1, 0.6, 0.3, 0.6];
        var environment = new ScriptedEnvironment(step => new ArchitectureScore(accuracies[step], 0));

        new SearchLoop(environment, ScriptedAgent.Wandering(), Steps(4)).Run().Best!.Step.Should().Be(1);
    }

    [Theory]
    [InlineData(double.NaN, 0.5)]
    [InlineData(0.5, double.PositiveInfinity)]
    public void A_score_that_is_not_finite_ends_the_search_with_its_step(double accuracy, double loss)
    {
        var environment = new ScriptedEnvironment(step => step == 2 ? new ArchitectureScore(accuracy, loss) : Rising(step));
        var loop = new SearchLoop(environment, ScriptedAgent.Wandering(), Steps(5));

        loop.Invoking(l => l.Run()).Should().Throw<InvalidOperationException>().WithMessage("Step 2:*must be finite*");
    }

    [Fact]
    public void The_log_tells_start_phases_and_end()
    {
        var logger = new CollectingLogger();
        var agent = ScriptedAgent.Wandering(step => new AgentDiagnostics { Phase = step < 2 ? "explore" : "exploit" });

        new SearchLoop(new ScriptedEnvironment(Rising), agent, Steps(4), logger: logger, time: new ManualTime()).Run();

        logger.Entries.Should().Equal(
            (new EventId(1001), LogLevel.Information, "Search of space darts starts at step 0 of 4"),
            (new EventId(1002), LogLevel.Information, "Step 0: phase explore"),
            (new EventId(1002), LogLevel.Information, "Step 2: phase exploit"),
            (new EventId(1006), LogLevel.Information, "Search ends after 4 steps and 00:00:00: Completed; best accuracy 0.3 at step 3"));
    }

    [Fact]
    public void The_log_warns_of_a_saturated_actor_once_until_it_recovers()
    {
        var logger = new CollectingLogger();
        double[] saturation = [0.5, 0.95, 0.99, 0.2, 0.9];
        var agent = ScriptedAgent.Wandering(step => new AgentDiagnostics { Phase = "exploit", Saturation = saturation[step] });

        new SearchLoop(new ScriptedEnvironment(Rising), agent, Steps(5), logger: logger).Run();

        logger.Entries.Where(e => e.Id.Id == 1003).Select(e => e.Text).Should().Equal(
            "Step 1: the actor is saturated, 95 % of its outputs lie within 0.01 of 0 or 1",
            "Step 4: the actor is saturated, 90 % of its outputs lie within 0.01 of 0 or 1");
        logger.Entries.Where(e => e.Level == LogLevel.Warning).Should().HaveCount(2);
    }

    [Fact]
    public void The_log_warns_when_noise_never_changes_the_architecture()
    {
        var logger = new CollectingLogger();
        // Steps 0 to 4 one architecture, 5 another, then a third for good.
        var agent = new ScriptedAgent(step => ScriptedAgent.RandomDarts(step <= 4 ? 0 : step == 5 ? 1 : 2));

        new SearchLoop(new ScriptedEnvironment(Rising), agent, new SearchLoopOptions { Steps = 20, UnchangedWarning = 4 }, logger: logger).Run();

        logger.Entries.Where(e => e.Id.Id == 1005).Select(e => e.Text).Should().Equal(
            "Step 4: the architecture has not changed for 4 steps; the noise may be too weak to change it",
            "Step 10: the architecture has not changed for 4 steps; the noise may be too weak to change it");
    }

    [Fact]
    public void The_log_warns_of_each_new_architecture_with_a_dead_cell()
    {
        var logger = new CollectingLogger();
        // All ones discretize to none everywhere.
        var agent = new ScriptedAgent(step => step is 2 or 3 ? Ones : ScriptedAgent.RandomDarts(step));

        new SearchLoop(new ScriptedEnvironment(Rising), agent, Steps(6), logger: logger).Run();

        logger.Entries.Where(e => e.Id.Id == 1004).Select(e => e.Text.Split(" of Genotype")[0]).Should().Equal(
            "Step 2: no path leads through the normal cell", "Step 2: no path leads through the reduce cell");
    }

    [Fact]
    public void Excluded_none_ties_with_nothing()
    {
        var alpha = new float[SearchSpaceDefinition.NasBench201.ActionLength];
        for (int edge = 0; edge < 6; edge++) (alpha[5 * edge], alpha[(5 * edge) + 2]) = (0.7f, 0.7f);
        var action = ArchitectureWeights.FromValues(SearchSpaceDefinition.NasBench201, alpha);

        Ties(NonePolicy.Allow).Should().Be(6);
        Ties(NonePolicy.Exclude).Should().Be(0);

        int? Ties(NonePolicy none) => new SearchLoop(
            new ScriptedEnvironment(SearchSpaceDefinition.NasBench201, (step, _) => Rising(step), none),
            new ScriptedAgent(_ => action), new SearchLoopOptions { None = none }).Step().Ties;
    }

    private static SearchLoopOptions Steps(int steps) => new() { Steps = steps };

    private static ArchitectureScore Rising(int step) => new(step / 10.0, 0.5);

    private static ArchitectureScore Falling(int step) => new(1 - (step / 10.0), 0.5);

    private sealed class SilentAgent : ISearchAgent
    {
        public ArchitectureWeights Act(ArchitectureWeights state, int step) => ScriptedAgent.RandomDarts(step);

        public void Observe(Transition transition)
        {
        }
    }
}

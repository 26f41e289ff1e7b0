using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
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
        var score = new ArchitectureScore(0.25, 1.5) { Figures = Figures.Of([new("flops", 100), new("parameters", 10), new("testAccuracy", 0.2), new("latency", 0.5)]) };
        var diagnostics = new AgentDiagnostics("exploit", Figures.Of([new("criticLoss", 1), new("saturation", 0.4), new("burst", 1)]));
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
            Accuracy = 0.25, Loss = 1.5, Reward = 0.25, Seconds = 2.5,
            Figures = Figures.Of(
            [
                new("flops", 100), new("parameters", 10), new("testAccuracy", 0.2), new("latency", 0.5), new("criticLoss", 1), new("saturation", 0.4), new("burst", 1), new("noneCount", 16), new("ties", 16),
            ]),
        });
        record.Genotype.Should().StartWith("Genotype(normal=[('none', 0), ('none', 1)");
    }

    [Fact]
    public void An_agent_without_diagnostics_searches_in_the_phase_search() =>
        new SearchLoop(new ScriptedEnvironment(Rising), new SilentAgent()).Step().Phase.Should().Be("search");

    [Fact]
    public void Progress_tells_of_every_step_in_order_on_the_calling_thread()
    {
        int thread = Environment.CurrentManagedThreadId;
        SearchLoop? loop = null;
        var progress = new CollectingProgress(report =>
        {
            Environment.CurrentManagedThreadId.Should().Be(thread);
            loop!.NextStep.Should().Be((int)report.Done);
            loop.Result.Steps.Should().HaveCount((int)report.Done);
        });
        loop = new SearchLoop(new ScriptedEnvironment(Rising), ScriptedAgent.Wandering(), Steps(4));

        var result = loop.Run(progress);

        progress.Reports.Select(r => (r.Activity, r.Done, r.Total)).Should().Equal(("search", 1, 4), ("search", 2, 4), ("search", 3, 4), ("search", 4, 4));
        progress.Steps.Should().Equal(result.Steps);
        progress.Reports.Should().OnlyContain(r => r.Epoch == null);
    }

    [Fact]
    public void An_exception_of_progress_reaches_the_caller_after_the_step_has_counted()
    {
        var progress = RunProgress.Each(report => { if (report.Step!.Step == 1) throw new IOException("disk full"); });
        var agent = ScriptedAgent.Wandering();
        var loop = new SearchLoop(new ScriptedEnvironment(Rising), agent, Steps(5));

        loop.Invoking(l => l.Run(progress)).Should().Throw<IOException>().WithMessage("disk full");

        loop.NextStep.Should().Be(2);
        agent.Transitions.Should().HaveCount(2);
        loop.Run(progress).Steps.Should().HaveCount(5);
        agent.Transitions.Select(t => t.Step).Should().Equal(0, 1, 2, 3, 4);
    }

    [Fact]
    public void An_exception_of_the_environment_reaches_the_caller_and_the_step_does_not_count()
    {
        var loop = new SearchLoop(new ScriptedEnvironment(step => step == 2 ? throw new IOException("gone") : Rising(step)), ScriptedAgent.Wandering(), Steps(4));

        loop.Invoking(l => l.Run()).Should().Throw<IOException>();

        (loop.NextStep, loop.Result.Steps.Count).Should().Be((2, 2));
        loop.Invoking(l => l.Step()).Should().Throw<InvalidOperationException>().WithMessage("*abandoned*", "the environment may be anywhere");
    }

    [Fact]
    public void Cancel_finishes_the_step_under_way_and_the_search_can_go_on()
    {
        using var cancel = new CancellationTokenSource();
        var seen = new CollectingProgress();
        var loop = new SearchLoop(new ScriptedEnvironment(step => { if (step == 3) cancel.Cancel(); return Rising(step); }), ScriptedAgent.Wandering(), Steps(10));

        loop.Invoking(l => l.Run(seen, cancel.Token)).Should().Throw<OperationCanceledException>();

        seen.Steps.Should().HaveCount(4);
        loop.Run(seen).Should().Match<SearchResult>(r => r.End == SearchEnd.Completed && r.Steps.Count == 10);
        seen.Steps.Select(r => r.Step).Should().Equal(Enumerable.Range(0, 10));
    }

    [Fact]
    public void A_search_that_is_cancelled_in_its_last_step_is_completed()
    {
        using var cancel = new CancellationTokenSource();
        var loop = new SearchLoop(new ScriptedEnvironment(step => { if (step == 2) cancel.Cancel(); return Rising(step); }), ScriptedAgent.Wandering(), Steps(3));

        loop.Run(cancel: cancel.Token).End.Should().Be(SearchEnd.Completed);
    }

    [Fact]
    public void Abort_abandons_the_step_under_way_and_the_search_cannot_go_on()
    {
        using var abort = new CancellationTokenSource();
        var agent = ScriptedAgent.Wandering();
        var loop = new SearchLoop(new ScriptedEnvironment(Rising), agent, Steps(5));

        loop.Invoking(l => l.Run(RunProgress.Each(report => { if (report.Done == 2) abort.Cancel(); }), abort: abort.Token)).Should().Throw<OperationCanceledException>();

        loop.NextStep.Should().Be(2);
        agent.Transitions.Should().HaveCount(2);
        loop.Invoking(l => l.Run()).Should().Throw<InvalidOperationException>().WithMessage("*abandoned*");
        loop.Invoking(l => l.Capture(new CheckpointState())).Should().Throw<InvalidOperationException>().WithMessage("*abandoned*");
    }

    [Fact]
    public void The_time_limit_ends_the_search_after_the_step_that_passes_it()
    {
        var time = new ManualTime();
        var environment = new ScriptedEnvironment(step => { time.Advance(TimeSpan.FromSeconds(10)); return Rising(step); });

        var result = new SearchLoop(environment, ScriptedAgent.Wandering(), new SearchOptions { TimeLimit = TimeSpan.FromSeconds(25) }, time: time).Run();

        result.Should().Match<SearchResult>(r => r.End == SearchEnd.TimeLimit && r.Steps.Count == 3 && r.Elapsed == TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void The_stop_condition_ends_the_search_after_the_step_that_meets_it()
    {
        var loop = new SearchLoop(new ScriptedEnvironment(Rising), ScriptedAgent.Wandering(), new SearchOptions { Steps = 9, StopWhen = step => step.Accuracy >= 0.3 });

        var result = loop.Run();

        (result.End, result.Steps.Count, loop.NextStep).Should().Be((SearchEnd.StopCondition, 4, 4));
        loop.Run().Steps.Should().HaveCount(4, "it stays ended");
    }

    [Fact]
    public void A_loop_of_the_callers_steps_as_long_as_it_likes()
    {
        var loop = new SearchLoop(new ScriptedEnvironment(Rising), ScriptedAgent.Wandering(), Steps(2));

        for (int i = 0; i < 3; i++) loop.Step().Step.Should().Be(i);

        loop.Result.Steps.Should().HaveCount(3);
    }

    [Fact]
    public void The_front_is_that_of_accuracy_and_flops_by_rising_flops()
    {
        (double Accuracy, double Flops)[] points = [(0.5, 30), (0.4, 10), (0.4, 20), (0.6, 40), (0.5, 30)];
        var environment = new ScriptedEnvironment(step => new ArchitectureScore(points[step].Accuracy, 1) { Figures = Figures.None.With("flops", points[step].Flops) });

        new SearchLoop(environment, ScriptedAgent.Wandering(), Steps(5)).Run().Front.Select(step => step.Step).Should().Equal(1, 0, 3);
    }

    [Fact]
    public void The_best_step_is_the_earliest_of_the_most_accurate()
    {
        double[] accuracies = [0.1, 0.6, 0.3, 0.6];
        var environment = new ScriptedEnvironment(step => new ArchitectureScore(accuracies[step], 0));

        new SearchLoop(environment, ScriptedAgent.Wandering(), Steps(4)).Run().Best!.Step.Should().Be(1);
    }

    [Theory]
    [InlineData(double.NaN, 0.5, 1)]
    [InlineData(0.5, double.PositiveInfinity, 1)]
    [InlineData(0.5, 0.5, double.NaN)]
    public void A_score_that_is_not_finite_ends_the_search_with_its_step(double accuracy, double loss, double latency)
    {
        var environment = new ScriptedEnvironment(step => step == 2 ? new ArchitectureScore(accuracy, loss) { Figures = Figures.None.With("latency", latency) } : Rising(step));
        var loop = new SearchLoop(environment, ScriptedAgent.Wandering(), Steps(5));

        loop.Invoking(l => l.Run()).Should().Throw<InvalidOperationException>().WithMessage("Step 2:*must be finite*");
    }

    [Fact]
    public void The_log_tells_start_phases_and_end()
    {
        var logger = new CollectingLogger();
        var agent = ScriptedAgent.Wandering(step => new AgentDiagnostics(step < 2 ? "explore" : "exploit"));

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
        var agent = ScriptedAgent.Wandering(step => new AgentDiagnostics("exploit", Figures.None.With(AgentDiagnostics.Saturation, saturation[step])));

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

        new SearchLoop(new ScriptedEnvironment(Rising), agent, new SearchOptions { Steps = 20, UnchangedWarning = 4 }, logger: logger).Run();

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

    private static SearchOptions Steps(int steps) => new() { Steps = steps };

    private static ArchitectureScore Rising(int step) => new(step / 10.0, 0.5);

    private sealed class SilentAgent : ISearchAgent
    {
        public ArchitectureWeights Act(ArchitectureWeights state, int step) => ScriptedAgent.RandomDarts(step);

        public void Observe(Transition transition)
        {
        }
    }
}

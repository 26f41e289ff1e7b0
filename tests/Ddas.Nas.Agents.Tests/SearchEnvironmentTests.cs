using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Testing;

namespace Ddas.Nas.Agents.Tests;

public class SearchEnvironmentTests
{
    private static readonly ArchitectureWeights Ones = ArchitectureWeights.Constant(SearchSpaceDefinition.Darts, 1);
    private static readonly ArchitectureCost Skips = new("skips", static architecture => architecture.Count(DartsOperations.SkipConnect));

    [Fact]
    public void It_keeps_the_contract()
    {
        using var environment = new SearchEnvironment(new ScriptedEvaluator());

        EnvironmentChecker.Check(environment, steps: 10).Should().BeEmpty();
    }

    [Fact]
    public void A_step_discretizes_measures_and_rewards_against_the_step_before()
    {
        var rewards = new List<RewardContext>();
        var evaluator = new ScriptedEvaluator();
        using var environment = new SearchEnvironment(evaluator, new SearchEnvironmentOptions { Reward = new Scripted(context => { rewards.Add(context); return rewards.Count; }) });
        environment.Reset().Should().Be(Ones);

        var steps = Enumerable.Range(0, 3).Select(step => environment.Step(ScriptedAgent.RandomDarts(step), CancellationToken.None)).ToList();

        steps.Select(step => step.Architecture).Should().Equal(Enumerable.Range(0, 3).Select(step => new BestPairDiscretizer().Discretize(ScriptedAgent.RandomDarts(step))));
        steps.Should().OnlyContain(step => step.NextState.Equals(step.Architecture.Weights) && step.Ties == 0);
        steps.Select(step => step.Score.Loss).Should().Equal([0, 1, 2], "the evaluator is told the step");
        steps.Select(step => step.Reward).Should().Equal(1, 2, 3);
        rewards.Select(context => context.Architecture).Should().Equal(steps.Select(step => step.Architecture));
        rewards.Select(context => context.Score).Should().Equal(steps.Select(step => step.Score));
        rewards.Select(context => context.Previous).Should().Equal(evaluator.Reference, steps[0].Score, steps[1].Score);
        rewards.Should().OnlyContain(context => context.Reference == evaluator.Reference);
    }

    [Fact]
    public void The_reward_is_the_papers_and_the_discretizer_algorithm_1_unless_the_callers()
    {
        using var paper = new SearchEnvironment(new ScriptedEvaluator(static _ => new ArchitectureScore(0.75, 0.25)));
        using var own = new SearchEnvironment(
            new ScriptedEvaluator(static _ => new ArchitectureScore(0.75, 0.25)),
            new SearchEnvironmentOptions { Reward = new LossReward(), Discretizer = new BestPairDiscretizer(new DiscretizerOptions { None = NonePolicy.Exclude }) });

        var (first, second) = (paper.Step(Ones, CancellationToken.None), own.Step(Ones, CancellationToken.None));

        (first.Reward, first.Architecture.Count(Operation.None)).Should().Be(((0.25 + 0.25) / 2, 16));
        (second.Reward, second.Architecture.Count(Operation.None)).Should().Be((0.25, 0));
    }

    [Fact]
    public void Ties_are_counted_by_the_discretizers_policy()
    {
        var alpha = new float[SearchSpaceDefinition.Darts.ActionLength];
        for (int row = 0; row < 28; row++) (alpha[8 * row], alpha[(8 * row) + 2]) = (0.7f - (row / 100f), 0.7f - (row / 100f));
        var action = ArchitectureWeights.FromValues(SearchSpaceDefinition.Darts, alpha);

        Ties(NonePolicy.Allow).Should().Be(16);
        Ties(NonePolicy.Exclude).Should().Be(0);

        static int? TiesOf(SearchEnvironment environment, ArchitectureWeights action) => environment.Step(action, CancellationToken.None).Ties;

        int? Ties(NonePolicy none)
        {
            using var environment = new SearchEnvironment(new ScriptedEvaluator(), new SearchEnvironmentOptions { Discretizer = new BestPairDiscretizer(new DiscretizerOptions { None = none }) });
            return TiesOf(environment, action);
        }
    }

    [Fact]
    public void Scores_carry_the_costs_of_evaluator_and_caller_and_what_was_measured_counts()
    {
        var latency = new ArchitectureCost("latency", static _ => 0.5);
        var evaluator = new ScriptedEvaluator(static (_, architecture) => new ArchitectureScore(0.5, 1) { Figures = Figures.None.With("testAccuracy", 0.25).With("latency", 0.75) }) { Costs = [Skips] };
        using var environment = new SearchEnvironment(evaluator, new SearchEnvironmentOptions { Costs = [latency] });

        var step = environment.Step(ScriptedAgent.RandomDarts(0), CancellationToken.None);

        environment.Costs.Should().Equal(Skips, latency);
        step.Score.Figures.Should().Equal(new KeyValuePair<string, double>[] { new("skips", Skips.Of(step.Architecture)), new("latency", 0.75), new("testAccuracy", 0.25) });
    }

    [Fact]
    public void A_reward_can_count_a_cost_of_the_callers()
    {
        using var environment = new SearchEnvironment(
            new ScriptedEvaluator(),
            new SearchEnvironmentOptions { Costs = [Skips], Reward = new CostAwareReward(new AccuracyReward(), new CostAwareRewardOptions { Cost = "skips", Weight = 1, Reference = 16 }) });

        environment.Step(ScriptedAgent.RandomDarts(0), CancellationToken.None).Reward.Should().BeApproximately(-0.5, 1e-12, "the accuracy is skips / 16, the reference 0.5");
    }

    [Fact]
    public void Two_costs_of_one_name_are_refused()
    {
        var create = () => new SearchEnvironment(new ScriptedEvaluator { Costs = [Skips] }, new SearchEnvironmentOptions { Costs = [new ArchitectureCost("skips", static _ => 0)] });

        create.Should().Throw<ArgumentException>().WithMessage("Two costs are named 'skips'*");
        FluentActions.Invoking(() => new SearchEnvironment(new ScriptedEvaluator(), new SearchEnvironmentOptions { Costs = [null!] })).Should().Throw<OptionsException>();
    }

    [Fact]
    public void A_reset_forgets_the_step_before_and_resets_the_evaluator()
    {
        var evaluator = new ScriptedEvaluator(static step => new ArchitectureScore(0.5, step + 1));
        using var environment = new SearchEnvironment(evaluator);
        double first = environment.Step(Ones, CancellationToken.None).Reward;
        environment.Step(Ones, CancellationToken.None).Reward.Should().NotBe(first);

        environment.Reset();

        evaluator.Resets.Should().Be(1);
        environment.Step(Ones, CancellationToken.None).Should().Match<EnvironmentStep>(step => step.Reward == first && step.Score.Loss == 1);
    }

    [Fact]
    public void What_was_captured_comes_back_with_the_step_before_its_figures_and_the_evaluators_state()
    {
        using var whole = Remembering();
        using var cut = Remembering();
        using var again = Remembering();
        var state = new CheckpointState();
        List<EnvironmentStep> expected = [.. Steps(whole, 0, 5)];
        _ = Steps(cut, 0, 3).ToList();
        cut.Capture(state);
        _ = Steps(again, 0, 2).ToList();

        again.Restore(state);

        Steps(again, 3, 2).Select(step => (step.Score.Loss, step.Reward)).Should().Equal(expected.Skip(3).Select(step => (step.Score.Loss, step.Reward)));
        again.Restore(Captured(Remembering()));
        Steps(again, 0, 2).Select(step => (step.Score.Loss, step.Reward)).Should().Equal(expected.Take(2).Select(step => (step.Score.Loss, step.Reward)));
    }

    [Fact]
    public void It_can_be_kept_where_the_evaluator_can_or_has_no_state()
    {
        using var stateless = new SearchEnvironment(new ScriptedEvaluator());
        using var keeps = new SearchEnvironment(new Counter());
        using var cannot = new SearchEnvironment(new Counter { CanResume = false });

        (stateless.CanResume, keeps.CanResume, cannot.CanResume).Should().Be((true, true, false));
    }

    [Fact]
    public void It_disposes_its_evaluator_once_and_is_of_no_use_then()
    {
        var evaluator = new ScriptedEvaluator();
        var environment = new SearchEnvironment(evaluator);

        environment.Dispose();
        environment.Dispose();

        evaluator.Disposals.Should().Be(1);
        foreach (Action<SearchEnvironment> use in new Action<SearchEnvironment>[] { e => e.Reset(), e => e.Step(Ones, CancellationToken.None), e => e.Capture(new CheckpointState()), e => e.Restore(new CheckpointState()) })
            environment.Invoking(use).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void An_abandoned_step_leaves_it_of_no_use_until_it_is_reset_or_restored()
    {
        using var abort = new CancellationTokenSource();
        bool abandons = false;
        using var environment = new SearchEnvironment(new ScriptedEvaluator(step => abandons ? throw new OperationCanceledException(abort.Token) : new ArchitectureScore(0.5, step)));
        environment.Step(Ones, CancellationToken.None);
        var state = Captured(environment);

        Abandon();
        environment.Restore(state);
        environment.Step(Ones, CancellationToken.None).Score.Loss.Should().Be(1);
        Abandon();
        environment.Reset();
        environment.Step(Ones, CancellationToken.None).Score.Loss.Should().Be(0);

        void Abandon()
        {
            abandons = true;
            environment.Invoking(e => e.Step(Ones, abort.Token)).Should().Throw<OperationCanceledException>();
            abandons = false;
            environment.Invoking(e => e.Step(Ones, CancellationToken.None)).Should().Throw<InvalidOperationException>().WithMessage("*abandoned*Reset*");
        }
    }

    [Fact]
    public void A_token_that_is_cancelled_already_abandons_nothing()
    {
        var evaluator = new ScriptedEvaluator();
        using var environment = new SearchEnvironment(evaluator);

        environment.Invoking(e => e.Step(Ones, new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();

        evaluator.Measured.Should().Be(0);
        environment.Step(Ones, CancellationToken.None).Score.Loss.Should().Be(0);
    }

    [Fact]
    public void It_describes_its_parts()
    {
        var description = new RunDescription();
        using var environment = new SearchEnvironment(
            new ScriptedEvaluator { Costs = [Skips] },
            new SearchEnvironmentOptions { Reward = new Scripted(_ => 0), Costs = [new ArchitectureCost("latency", static _ => 0)] });

        environment.Describe(description);

        description.Options.Should().Equal(new Dictionary<string, string>
        {
            ["evaluator"] = "scripted", ["reward"] = "Scripted", ["discretizer"] = "best-pair", ["discretizer.none"] = "Allow", ["discretizer.ties"] = description.Options["discretizer.ties"], ["costs"] = "skips,latency",
        });
        description.Undescribed.Should().Equal("Scripted");
    }

    private static SearchEnvironment Remembering() => new(new Counter(), new SearchEnvironmentOptions { Costs = [Skips], Reward = new Scripted(static context => context.Score.Loss + (context.Previous.Figures.Find("skips") ?? 100)) });

    private static IEnumerable<EnvironmentStep> Steps(SearchEnvironment environment, int first, int count) =>
        Enumerable.Range(first, count).Select(step => environment.Step(ScriptedAgent.RandomDarts(step), CancellationToken.None));

    private static CheckpointState Captured(SearchEnvironment environment)
    {
        var state = new CheckpointState();
        environment.Capture(state);
        return state;
    }

    private sealed class Scripted(Func<RewardContext, double> reward) : IRewardFunction
    {
        public double Reward(RewardContext context) => reward(context);
    }

    /// <summary>Its loss is the number of measurements that it remembers, times the step.</summary>
    private sealed class Counter : IArchitectureEvaluator, IResumable
    {
        private int measured = 1;

        public SearchSpaceDefinition Space => SearchSpaceDefinition.Darts;

        public ArchitectureScore Reference { get; } = new(0.5, 0.5);

        public bool CanResume { get; init; } = true;

        public ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort) => new(0.5, measured++ * (step + 1));

        public void Reset() => measured = 1;

        public void Capture(CheckpointState state) => state.Add<int>("measured", [measured]);

        public void Restore(CheckpointState state) => measured = state.Get<int>("measured")[0];
    }
}

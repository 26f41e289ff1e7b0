using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Front;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests.Front;

/// <summary>What is particular to NSGA-II, to Pareto local search and to polish.</summary>
public class ParetoAgentsTests
{
    private static readonly SearchSpaceDefinition Bench = SearchSpaceDefinition.NasBench201;

    [Fact]
    public void Pareto_local_search_measures_neighbours_of_the_front_only()
    {
        var agent = new ParetoLocalSearchAgent(Bench, 1, new ParetoLocalSearchOptions { Initial = 4 });
        var run = Run(agent, 60);

        for (int step = 4; step < 60; step++)
            FrontOf(run[..step]).Should().Contain(member => member.DifferingPairs(run[step].Outcome.Architecture) == 1, $"step {step}");
    }

    [Fact]
    public void Where_the_front_is_known_all_around_pareto_local_search_takes_the_next_one()
    {
        // One objective whose best is measured at once: its 24 neighbours come first, then one of theirs.
        var agent = new ParetoLocalSearchAgent(Bench, 1, new ParetoLocalSearchOptions { Initial = 1, Objectives = [SearchObjective.Accuracy] });
        var run = Run(agent, 26, static (step, _) => new ArchitectureScore(step == 0 ? 1 : 0.5, 0));

        var first = run[0].Outcome.Architecture;
        run[1..].Select(t => t.Outcome.Architecture.DifferingPairs(first)).Should().Equal([.. Enumerable.Repeat(1, 24), 2]);
    }

    [Fact]
    public void Children_of_nsga2_come_from_the_parents_that_survived()
    {
        // Without crossover and with one edit a child is a neighbour of a parent.
        var agent = new Nsga2Agent(Bench, 1, new Nsga2Options { Population = 6, Crossover = 0, Mutation = 0 });
        var run = Run(agent, 30);

        for (int step = 6; step < 30; step++)
        {
            int generation = step / 6 * 6;
            var parents = Survivors(run[..generation].Select(static t => t.Outcome).ToList(), 6);
            parents.Should().Contain(parent => parent.DifferingPairs(run[step].Outcome.Architecture) == 1, $"step {step}");
        }
    }

    [Fact]
    public void Nsga2_finds_the_optimum_of_one_objective()
    {
        var run = Run(new Nsga2Agent(Bench, 1, new Nsga2Options { Objectives = [SearchObjective.Accuracy], Population = 10 }), 250);

        run.Max(static t => t.Outcome.Score.Accuracy).Should().Be(1);
    }

    [Fact]
    public void Polish_leaves_the_steps_before_to_the_agent_and_spends_the_last_on_neighbours_of_the_front()
    {
        var run = Run(new PolishAgent(new RandomSearchAgent(Bench, 7), Bench, 7, 50), 50);

        run[..35].Select(static t => t.Action).Should().Equal(Enumerable.Range(0, 35).Select(static step => UniformAction.At(Bench, 7, step)));
        for (int step = 35; step < 50; step++)
        {
            FrontOf(run[..step]).Should().Contain(member => member.DifferingPairs(run[step].Outcome.Architecture) == 1, $"step {step}");
            run[..step].Select(static t => t.Outcome.Architecture).Should().NotContain(run[step].Outcome.Architecture);
        }
    }

    [Fact]
    public void An_agent_that_is_planned_for_other_steps_is_not_polished() =>
        FluentActions.Invoking(() => new PolishAgent(new PolishAgent(new RandomSearchAgent(Bench, 7), Bench, 7, 50), Bench, 7, 20)).Should().Throw<ArgumentException>()
            .WithMessage("The agent is planned for 50 steps, but the whole search has 20; plan both alike.*");

    [Fact]
    public void The_polished_agent_sees_its_own_steps_only_and_is_disposed()
    {
        var inner = new Listener();
        var agent = new PolishAgent(inner, Bench, 7, 20, new PolishOptions { Share = 0.5 });

        Run(agent, 20);
        agent.Dispose();

        inner.Seen.Should().Equal(Enumerable.Range(0, 10));
        inner.Disposed.Should().BeTrue();
        agent.PlannedSteps.Should().Be(20);
        agent.CanResume.Should().BeFalse("the inner agent is not resumable");
    }

    private static List<Transition> Run(ISearchAgent agent, int steps, Func<int, Architecture, ArchitectureScore>? score = null)
    {
        score ??= static (_, a) => new ArchitectureScore(a.Count(NasBench201Operations.Conv3x3) / 6.0, 1)
        {
            Figures = Figures.None.With(Figures.Flops, a.Cell(0).Sum(static pair => (double)((pair.Edge + 1) * pair.Operation))),
        };
        var discretizer = new SearchSpace.Discretization.BestPairDiscretizer();
        var transitions = new List<Transition>();
        var state = ArchitectureWeights.Constant(Bench, 1);
        for (int step = 0; step < steps; step++)
        {
            var action = agent.Act(state, step);
            var architecture = discretizer.Discretize(action);
            transitions.Add(new Transition(step, state, action, new EnvironmentStep(architecture.Weights, 0, architecture, score(step, architecture))));
            agent.Observe(transitions[^1]);
            state = architecture.Weights;
        }

        return transitions;
    }

    private static List<Architecture> FrontOf(List<Transition> run) =>
        [.. run.Where(t => !run.Exists(other => Dominates(other.Outcome.Score, t.Outcome.Score))).Select(static t => t.Outcome.Architecture)];

    /// <summary>The members of the first fronts, whole fronts at a time, until there are enough.</summary>
    private static List<Architecture> Survivors(List<EnvironmentStep> all, int count)
    {
        var survivors = new List<Architecture>();
        while (survivors.Count < count)
        {
            var front = all.Where(step => !all.Exists(other => Dominates(other.Score, step.Score))).ToList();
            survivors.AddRange(front.Select(static step => step.Architecture));
            all = [.. all.Except(front)];
        }

        return survivors;
    }

    private static bool Dominates(ArchitectureScore a, ArchitectureScore b) =>
        a.Accuracy >= b.Accuracy && a.Flops <= b.Flops && (a.Accuracy > b.Accuracy || a.Flops < b.Flops);

    private sealed class Listener : ISearchAgent, IDisposable
    {
        public List<int> Seen { get; } = [];

        public bool Disposed { get; private set; }

        public ArchitectureWeights Act(ArchitectureWeights state, int step) => UniformAction.At(Bench, 1, step);

        public void Observe(Transition transition) => Seen.Add(transition.Step);

        public void Dispose() => Disposed = true;
    }
}

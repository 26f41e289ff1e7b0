using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Tests.Evolution;

public class RegularizedEvolutionAgentTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;

    [Fact]
    public void The_population_begins_with_the_architectures_of_random_search()
    {
        var agent = new RegularizedEvolutionAgent(Darts, 3, new EvolutionOptions { Population = 5 });

        var run = Landscape.Run(new ScriptedEnvironment(_ => new(0.5, 1)), agent, 6);

        run.Take(5).Select(t => t.Action).Should().Equal(Enumerable.Range(0, 5).Select(step => UniformAction.At(Darts, 3, step)));
        run[5].Action.Should().Be(run[5].Outcome.NextState, "a child is asked for by its alpha_d");
    }

    [Fact]
    public void The_oldest_dies_even_when_it_is_the_most_accurate()
    {
        // Accuracy falls with every step, so the best of those alive is always the oldest: the one three steps before.
        var agent = new RegularizedEvolutionAgent(Darts, 0, new EvolutionOptions { Population = 3, Sample = 60 });

        var run = Landscape.Run(new ScriptedEnvironment(step => new(1 - (step / 100.0), 1)), agent, 50).Select(t => t.Outcome.Architecture).ToList();

        for (int step = 3; step < 50; step++) run[step].DifferingPairs(run[step - 3]).Should().Be(1);
    }

    [Fact]
    public void The_parent_is_the_most_accurate_of_the_sample()
    {
        var agent = new RegularizedEvolutionAgent(Darts, 0, new EvolutionOptions { Population = 3, Sample = 60 });

        var run = Landscape.Run(new ScriptedEnvironment(step => new(step / 100.0, 1)), agent, 50).Select(t => t.Outcome.Architecture).ToList();

        for (int step = 3; step < 50; step++) run[step].DifferingPairs(run[step - 1]).Should().Be(1);
    }

    [Fact]
    public void A_sample_of_one_takes_any_parent()
    {
        // Unrelated individuals keep their distance only at the start, so look at the first child of many seeds.
        int[] parents = [0, 0, 0, 0];
        for (long seed = 0; seed < 200; seed++)
        {
            var agent = new RegularizedEvolutionAgent(Darts, seed, new EvolutionOptions { Population = 4, Sample = 1 });
            var run = Landscape.Run(new ScriptedEnvironment(step => new(step / 100.0, 1)), agent, 5).Select(t => t.Outcome.Architecture).ToList();
            parents[Enumerable.Range(0, 4).Single(i => run[i].DifferingPairs(run[4]) == 1)]++;
        }

        // 50 expected each, standard deviation 6.1.
        parents.Should().OnlyContain(count => count > 25 && count < 75);
    }

    [Fact]
    public void Mutations_change_operations_and_edges_with_equal_chance()
    {
        var agent = new RegularizedEvolutionAgent(Darts, 1, new EvolutionOptions { Population = 1, Sample = 1 });

        var run = Landscape.Run(new ScriptedEnvironment(_ => new(0.5, 1)), agent, 401).Select(t => t.Outcome.Architecture).ToList();

        int edges = run.Zip(run.Skip(1)).Count(pair => !Edges(pair.First).SequenceEqual(Edges(pair.Second)));
        edges.Should().BeInRange(160, 240, "200 are expected, standard deviation 10");

        static IEnumerable<int> Edges(Architecture a) => a.Cell(0).Concat(a.Cell(1)).Select(p => p.Edge);
    }

    [Fact]
    public void Excluded_none_never_comes_by_mutation()
    {
        var agent = new RegularizedEvolutionAgent(SearchSpaceDefinition.NasBench201, 1, new EvolutionOptions { Population = 1, None = NonePolicy.Exclude });

        var nones = Landscape.Run(Landscape.ShareOfConv3x3(), agent, 200).Select(t => t.Outcome.Architecture.Count(Operation.None)).ToList();

        nones.Should().BeInDescendingOrder();
        nones[^1].Should().Be(0);
    }

    [Fact]
    public void It_finds_the_optimum_where_random_search_does_not()
    {
        Best(new RegularizedEvolutionAgent(SearchSpaceDefinition.NasBench201, 2, new EvolutionOptions { Population = 20, Sample = 5 })).Should().Be(1);
        Best(new RandomSearchAgent(SearchSpaceDefinition.NasBench201, 2)).Should().BeLessThan(1);

        static double Best(ISearchAgent agent) => Landscape.Run(Landscape.ShareOfConv3x3(), agent, 300).Max(t => t.Outcome.Score.Accuracy);
    }

    [Fact]
    public void The_same_seed_searches_the_same_and_another_differently()
    {
        Run(2).Should().Equal(Run(2));
        Run(2).Should().NotEqual(Run(3));

        static List<Architecture> Run(long seed) =>
            [.. Landscape.Run(Landscape.ShareOfConv3x3(), new RegularizedEvolutionAgent(SearchSpaceDefinition.NasBench201, seed, new EvolutionOptions { Population = 10 }), 60).Select(t => t.Outcome.Architecture)];
    }

    [Fact]
    public void Records_tell_the_random_population_from_evolution()
    {
        var agent = new RegularizedEvolutionAgent(SearchSpaceDefinition.NasBench201, 1, new EvolutionOptions { Population = 2 });

        var steps = new SearchLoop(Landscape.ShareOfConv3x3(), agent, new SearchOptions { Steps = 4 }).Run().Steps;

        steps.Select(r => r.Phase).Should().Equal("explore", "explore", "evolve", "evolve");
        steps.Select(r => r.Figures["ties"]).Should().Equal(0, 0, 0, 0);
    }

    [Fact]
    public void A_space_of_one_architecture_can_be_searched()
    {
        var space = new SearchSpaceDefinition("one", ["cell"], new CellTopology(1, 1, EdgeChoice.EveryEdge, CellOutput.LastNode), [new("only")]);
        var agent = new RegularizedEvolutionAgent(space, 1, new EvolutionOptions { Population = 2 });

        Landscape.Run(new ScriptedEnvironment(space, (_, _) => new(0.5, 1)), agent, 5).Should().HaveCount(5);
    }
}

using Ddas.Nas.Agents.Evolution;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests.Evolution;

public class LocalSearchAgentTests
{
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.NasBench201;

    [Fact]
    public void It_measures_all_neighbours_of_a_random_start_and_moves_to_the_best()
    {
        var run = Landscape.Run(Landscape.ShareOfConv3x3(), new LocalSearchAgent(Space, 2), 30);
        var architectures = run.Select(t => t.Outcome.Architecture).ToList();

        run[0].Action.Should().Be(UniformAction.At(Space, 2, 0));
        architectures.GetRange(0, 25).Should().OnlyHaveUniqueItems();
        architectures.GetRange(1, 24).Should().OnlyContain(a => a.DifferingPairs(architectures[0]) == 1);
        var best = run.GetRange(1, 24).MaxBy(t => t.Outcome.Score.Accuracy)!;
        best.Outcome.Score.Accuracy.Should().BeGreaterThan(run[0].Outcome.Score.Accuracy);
        architectures.GetRange(25, 5).Should().OnlyContain(a => a.DifferingPairs(best.Outcome.Architecture) == 1 && a.DifferingPairs(architectures[0]) == 2);
        run.Skip(1).Should().OnlyContain(t => t.Action.Equals(t.Outcome.NextState));
    }

    [Fact]
    public void It_reaches_the_top_measures_nothing_twice_and_starts_again()
    {
        var agent = new LocalSearchAgent(Space, 2);
        var environment = Landscape.ShareOfConv3x3();
        var steps = new SearchLoop(environment, agent, new SearchOptions { Steps = 400 }).Run().Steps;

        var starts = steps.Where(r => r.Phase == "explore").Select(r => r.Step).ToList();
        starts.Should().HaveCountGreaterThan(2);
        starts[0].Should().Be(0);
        foreach (var (first, end) in starts.Zip(starts.Skip(1)))
        {
            var climb = steps.Skip(first).Take(end - first).ToList();
            climb.Max(r => r.Accuracy).Should().Be(1);
            climb.Select(r => r.Genotype).Should().OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public void The_first_better_neighbour_is_the_next_centre()
    {
        var agent = new LocalSearchAgent(Space, 2, new LocalSearchOptions { Move = LocalSearchMove.FirstBetter });

        var run = Landscape.Run(Landscape.ShareOfConv3x3(), agent, 40);

        int better = run.FindIndex(t => t.Outcome.Score.Accuracy > run[0].Outcome.Score.Accuracy);
        better.Should().BeInRange(1, 23);
        run[better + 1].Outcome.Architecture.DifferingPairs(run[better].Outcome.Architecture).Should().Be(1);
        run[better + 1].Outcome.Architecture.DifferingPairs(run[0].Outcome.Architecture).Should().BeLessThanOrEqualTo(2);
        FirstTop(run).Should().BeLessThan(FirstTop(Landscape.Run(Landscape.ShareOfConv3x3(), new LocalSearchAgent(Space, 2), 200)));

        static int FirstTop(List<Transition> run) => run.FindIndex(t => t.Outcome.Score.Accuracy == 1) is var at && at >= 0 ? at : int.MaxValue;
    }

    [Theory]
    [InlineData(LocalSearchMove.Best)]
    [InlineData(LocalSearchMove.FirstBetter)]
    public void An_equal_neighbour_is_not_better(LocalSearchMove move)
    {
        var agent = new LocalSearchAgent(Space, 1, new LocalSearchOptions { Move = move });

        var steps = new SearchLoop(new ScriptedEnvironment(Space, (_, _) => new(0.5, 1)), agent, new SearchOptions { Steps = 60 }).Run().Steps;

        steps.Where(r => r.Phase == "explore").Select(r => r.Step).Should().Equal(0, 25, 50);
        steps.Where(r => r.Phase == "climb").Should().HaveCount(57);
    }

    [Fact]
    public void Excluded_none_never_comes_by_a_move()
    {
        var agent = new LocalSearchAgent(Space, 5, new LocalSearchOptions { None = NonePolicy.Exclude });

        var steps = new SearchLoop(Landscape.ShareOfConv3x3(), agent, new SearchOptions { Steps = 100 }).Run().Steps;

        double start = 0;
        foreach (var record in steps)
        {
            if (record.Phase == "explore") start = record.Figures["noneCount"];
            record.Figures["noneCount"].Should().BeLessThanOrEqualTo(start);
        }
    }

    [Fact]
    public void In_the_darts_space_it_also_moves_edges()
    {
        var run = Landscape.Run(new ScriptedEnvironment(_ => new(0.5, 1)), new LocalSearchAgent(SearchSpaceDefinition.Darts, 0), 138);

        run.GetRange(0, 137).Select(t => t.Outcome.Architecture).Should().OnlyHaveUniqueItems();
        run[137].Action.Should().Be(UniformAction.At(SearchSpaceDefinition.Darts, 0, 137), "112 + 24 neighbours are no better");
    }

    [Fact]
    public void The_same_seed_searches_the_same_and_another_differently()
    {
        Run(2).Should().Equal(Run(2));
        Run(2).Should().NotEqual(Run(3));

        static List<Architecture> Run(long seed) =>
            [.. Landscape.Run(Landscape.ShareOfConv3x3(), new LocalSearchAgent(Space, seed), 60).Select(t => t.Outcome.Architecture)];
    }

    [Fact]
    public void A_space_of_one_architecture_can_be_searched()
    {
        var space = new SearchSpaceDefinition("one", ["cell"], new CellTopology(1, 1, EdgeChoice.EveryEdge, CellOutput.LastNode), [new("only")]);

        Landscape.Run(new ScriptedEnvironment(space, (_, _) => new ArchitectureScore(0.5, 1)), new LocalSearchAgent(space, 1), 5).Should().HaveCount(5);
    }
}

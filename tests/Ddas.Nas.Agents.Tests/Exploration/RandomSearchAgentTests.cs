using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Tests.Exploration;

public class RandomSearchAgentTests
{
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.Darts;
    private static readonly ArchitectureWeights Ones = ArchitectureWeights.Constant(Space, 1);

    [Fact]
    public void It_draws_the_actions_of_the_explore_phase()
    {
        var agent = new RandomSearchAgent(Space, 5);

        for (int step = 0; step < 3; step++) agent.Act(Ones, step).Should().Be(UniformAction.At(Space, 5, step));
        agent.Diagnostics.Phase.Should().Be("explore");
    }

    [Fact]
    public void The_same_seed_searches_the_same_and_another_differently()
    {
        Run(2).Should().Equal(Run(2));
        Run(2).Should().NotIntersectWith(Run(3));

        static List<string> Run(long seed)
        {
                var steps = new SearchLoop(
                new ScriptedEnvironment(_ => new(0.5, 1)), new RandomSearchAgent(Space, seed), new SearchOptions { Steps = 20 }).Run().Steps;
            return [.. steps.Select(r => r.Genotype)];
        }
    }

    [Fact]
    public void Actions_are_uniform_over_the_unit_interval()
    {
        var agent = new RandomSearchAgent(Space, 0);
        var values = Enumerable.Range(0, 500).SelectMany(step => agent.Act(Ones, step).Values.ToArray()).Select(v => (double)v).ToArray();

        // 112,000 draws: standard error of the mean 0.00086, of the variance 0.00022.
        values.Average().Should().BeApproximately(0.5, 0.004);
        values.Select(v => (v - 0.5) * (v - 0.5)).Average().Should().BeApproximately(1.0 / 12, 0.001);
        values.Should().OnlyContain(v => v >= 0 && v < 1);
    }

    [Fact]
    public void Two_random_architectures_differ_in_14_7_of_16_pairs_on_average()
    {
        var discretizer = new BestPairDiscretizer();
        var architectures = Enumerable.Range(0, 2000).Select(step => discretizer.Discretize(UniformAction.At(Space, 1, step))).ToArray();

        // A node of n edges shares n (2/n)^2 / 8 pairs; over both cells 2 (4/2 + 4/3 + 4/4 + 4/5) / 8 = 1.283.
        var differing = architectures.Zip(architectures.Skip(1), (a, b) => (double)a.DifferingPairs(b));
        differing.Average().Should().BeApproximately(16 - 1.2833, 0.1);
    }
}

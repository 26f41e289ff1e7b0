using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using MathNet.Numerics.Distributions;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class DdpgLearningTests
{
    // The agent sees a random architecture and is rewarded by the share of its pairs that it repeats: 0.5 by chance and by
    // any constant action. The first weights are plain orthogonal here: with the output layer scaled down the actor learns
    // its biases first, and most seeds are left with an actor that hardly looks at the state.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void It_learns_to_repeat_what_it_sees(long seed)
    {
        var options = DdpgAgentOptions.G(900);
        (options.Seed, options.Initialization) = (seed, NetworkInitialization.Orthogonal);
        using var agent = new DdpgAgent(Spaces.Tiny, options);

        var records = Search(new IdentityEnvironment(Spaces.Tiny, seed), agent, 900);

        records[..300].Average(r => r.Reward).Should().BeApproximately(0.5, 0.06);
        records[^100..].Average(r => r.Reward).Should().BeGreaterThan(0.95);
    }

    [Fact]
    public void It_beats_random_search_on_the_synthetic_environment()
    {
        const int Seeds = 20, Steps = 300;
        int wins = 0;
        double gain = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            var space = SearchSpaceDefinition.NasBench201;
            var landscape = new SyntheticEvaluatorOptions { Seed = seed, PairwiseWeight = 0.3, DriftVisits = 10 };
            var options = DdpgAgentOptions.G(Steps);
            options.Seed = seed;
            using var agent = new DdpgAgent(space, options);
            double ours = Last(Search(new SearchEnvironment(new SyntheticEvaluator(space, landscape)), agent, Steps));
            double random = Last(Search(new SearchEnvironment(new SyntheticEvaluator(space, landscape)), new RandomSearchAgent(space, seed), Steps));
            gain += (ours - random) / Seeds;
            if (ours > random) wins++;
        }

        double probability = 1 - Binomial.CDF(0.5, Seeds, wins - 1); // sign test, one-sided
        probability.Should().BeLessThan(0.01, "DDPG won {0} of {1} seeds", wins, Seeds);
        gain.Should().BeGreaterThan(0.1, "a random architecture reaches about 0.5");
    }

    private static double Last(List<StepRecord> records) => records[^(records.Count / 6)..].Average(r => r.Accuracy);

    private static List<StepRecord> Search(IEnvironment environment, ISearchAgent agent, int steps)
    {
        return [.. new SearchLoop(environment, agent, new SearchOptions { Steps = steps }).Run().Steps];
    }
}

using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.CustomLoop;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Testing;

namespace Ddas.Nas.Samples.Tests.CustomLoop;

public class CustomLoopTests
{
    private const int Steps = 12;

    [Fact]
    public void The_sample_stays_small() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "samples", "CustomLoop"), "*.cs").Sum(file => File.ReadLines(file).Count()).Should().BeLessThan(120);

    [Fact]
    public void Its_noise_and_its_reward_keep_their_contracts()
    {
        NoiseChecker.Check(new AnnealedNoise(0.1, 5)).Should().BeEmpty();
        RewardChecker.Check(new SquashedReward()).Should().BeEmpty();
    }

    [Fact]
    public void Searches_beside_each_other_in_one_process_give_what_each_gives_alone()
    {
        string[] alone = [.. Enumerable.Range(0, 3).Select(seed => Search(seed))];
        var together = new string[3];

        Parallel.For(0, 3, seed => together[seed] = Search(seed));

        together.Should().Equal(alone);
        alone.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void The_loop_ends_when_the_front_has_not_grown_for_a_while()
    {
        using var environment = new SearchEnvironment(new SyntheticEvaluator(SearchSpaceDefinition.NasBench201));
        var counting = new CountingAgent(new RandomSearchAgent(environment.Space, 0));

        CustomSearch.Run(environment, counting, steps: 10_000, patience: 50);

        counting.Steps.Should().BeInRange(50, 9_999);
    }

    private static string Search(long seed)
    {
        using var environment = new SearchEnvironment(new SyntheticEvaluator(SearchSpaceDefinition.Darts), new() { Reward = new SquashedReward() });
        var options = DdpgAgentOptions.G(Steps);
        (options.Seed, options.BatchSize) = (seed, 4);
        using var agent = new DdpgAgent(environment.Space, options, new AnnealedNoise(0.1, 5));
        return string.Join(";", CustomSearch.Run(environment, agent, Steps, patience: Steps).Items);
    }

    private sealed class CountingAgent(RandomSearchAgent inner) : ISearchAgent
    {
        public int Steps { get; private set; }

        public ArchitectureWeights Act(ArchitectureWeights state, int step)
        {
            Steps++;
            return inner.Act(state, step);
        }

        public void Observe(Transition transition)
        {
        }
    }
}

using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Swap;
using Ddas.Nas.Testing;

namespace Ddas.Nas.Samples.Tests.Swap;

public class AblationTests
{
    [Fact]
    public void There_are_three_rewards_and_four_noises_that_keep_their_contracts()
    {
        Ablation.Rewards.Should().HaveCount(3);
        Ablation.Noises.Should().HaveCount(4);
        foreach (var (_, reward) in Ablation.Rewards) RewardChecker.Check(reward).Should().BeEmpty();
        foreach (var (_, create) in Ablation.Noises) NoiseChecker.Check(create()).Should().BeEmpty();
    }

    [Fact]
    public void Every_pair_is_searched_with_the_reward_and_the_noise_that_were_swapped_in_and_repeats()
    {
        var seen = new List<Type>();

        var results = Run(seen);

        results.Keys.Should().BeEquivalentTo(Ablation.Rewards.SelectMany(r => Ablation.Noises.Select(n => (r.Name, n.Name))));
        seen.GroupBy(type => type).Select(g => (g.Key, g.Count())).Should().BeEquivalentTo([(typeof(DdasReward), 4), (typeof(AccuracyReward), 4), (typeof(LossReward), 4)]);
        results[("full", "Ornstein-Uhlenbeck")].Should().NotEqual(results[("full", "none")]);
        results[("accuracy", "Gaussian 0.05")].Should().NotEqual(results[("accuracy", "none")]);
        string text = Ablation.ToMarkdown(results);
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2 + 3).And.OnlyContain(line => line.Count(c => c == '|') == 6);
        text.Should().Be(Ablation.ToMarkdown(Run([])));
    }

    private static Dictionary<(string Reward, string Noise), double[]> Run(List<Type> seen) => Ablation.Run(
        reward =>
        {
            lock (seen) seen.Add(reward.GetType());
            return new SearchEnvironment(new SyntheticEvaluator(SearchSpaceDefinition.NasBench201, new() { DriftVisits = 5 }), new() { Reward = reward });
        },
        steps: 12,
        seeds: 1);
}

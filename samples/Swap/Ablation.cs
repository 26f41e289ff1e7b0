using System.Globalization;
using System.Text;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Swap;

/// <summary>The paper's ablation: every reward with every noise, all else equal. Both are swapped through their interfaces.</summary>
internal static class Ablation
{
    /// <summary>The rewards of Fig. 2.</summary>
    public static readonly IReadOnlyList<(string Name, IRewardFunction Reward)> Rewards =
    [
        ("full", new DdasReward()),
        ("accuracy", new AccuracyReward()),
        ("loss", new LossReward()),
    ];

    /// <summary>The noises of the exploit phase. A process has memory, so that each search makes its own.</summary>
    public static readonly IReadOnlyList<(string Name, Func<INoiseProcess> Create)> Noises =
    [
        ("none", static () => new NoNoise()),
        ("uniform 1e-5", static () => new UniformNoise()),
        ("Gaussian 0.05", static () => new GaussianNoise()),
        ("Ornstein-Uhlenbeck", static () => new OrnsteinUhlenbeckNoise()),
    ];

    /// <summary>Searches with every reward and noise; the seeds of a pair run beside each other.</summary>
    /// <param name="environment">Makes a fresh environment that gives a reward.</param>
    /// <param name="steps">Steps of a search.</param>
    /// <param name="seeds">Searches for each pair, with the seeds 0, 1, ...</param>
    /// <returns>Mean accuracy of the last sixth of the steps, by reward and noise, a number a seed.</returns>
    public static Dictionary<(string Reward, string Noise), double[]> Run(Func<IRewardFunction, IEnvironment> environment, int steps, int seeds)
    {
        var results = new Dictionary<(string, string), double[]>();
        foreach (var (rewardName, reward) in Rewards)
        {
            foreach (var (noiseName, createNoise) in Noises)
            {
                var accuracies = new double[seeds];
                Parallel.For(0, seeds, seed => accuracies[seed] = Search(environment(reward), createNoise(), steps, seed));
                results.Add((rewardName, noiseName), accuracies);
            }
        }

        return results;
    }

    /// <summary>The results as Markdown: a row a reward, a column a noise, mean and range over the seeds in percent.</summary>
    public static string ToMarkdown(IReadOnlyDictionary<(string Reward, string Noise), double[]> results)
    {
        var text = new StringBuilder("| reward |");
        foreach (var (noise, _) in Noises) text.Append(CultureInfo.InvariantCulture, $" {noise} |");
        text.Append("\n|---|").Insert(text.Length, "---|", Noises.Count).Append('\n');
        foreach (var (reward, _) in Rewards)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {reward} |");
            foreach (var (noise, _) in Noises)
            {
                double[] accuracies = results[(reward, noise)];
                text.Append(CultureInfo.InvariantCulture, $" {100 * accuracies.Average():F1} ({100 * accuracies.Min():F1} to {100 * accuracies.Max():F1}) |");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static double Search(IEnvironment environment, INoiseProcess noise, int steps, long seed)
    {
        var options = DdpgAgentOptions.G(steps);
        options.Seed = seed;
        using var agent = new DdpgAgent(environment.Space, options, noise);
        var result = new SearchLoop(environment, agent, new SearchOptions { Steps = steps }).Run();
        return result.Steps.TakeLast(Math.Max(1, steps / 6)).Average(static step => step.Accuracy); // the paper's measure of where a search ends
    }
}

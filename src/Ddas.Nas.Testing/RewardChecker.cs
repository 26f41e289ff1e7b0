using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
namespace Ddas.Nas.Testing;

/// <summary>Checks that a reward keeps the contract of <see cref="IRewardFunction"/>; for the tests of whoever writes one.</summary>
public static class RewardChecker
{
    private static readonly double[] Values = [0, 0.1, 0.5, 1];
    private static readonly Architecture Example = PublishedCells.Find("DARTS_V2").Genotype.ToArchitecture(SearchSpaceDefinition.Darts);

    /// <summary>Asks for the reward of many scores and returns every breach of the contract, one sentence each; none when it is kept.</summary>
    /// <param name="reward">The reward.</param>
    /// <remarks>
    /// Scores carry FLOPs, parameters, a latency and no test accuracy; the architecture is DARTS_V2. Accuracies and losses go from 0 to 1, and a
    /// loss of 20 is tried too.
    /// </remarks>
    public static IReadOnlyList<string> Check(IRewardFunction reward)
    {
        ArgumentNullException.ThrowIfNull(reward);
        var breaches = new List<string>();
        ArchitectureScore[] scores = [.. Values.SelectMany(static accuracy => Values.Append(20).Select(loss => Score(accuracy, loss)))];
        foreach (var score in scores)
        {
            foreach (var previous in scores)
            {
                double first = reward.Reward(Context(score, previous)), second = reward.Reward(Context(score, previous));
                if (!double.IsFinite(first)) breaches.Add($"The reward of {Text(score)} after {Text(previous)} is {first}, but must be finite.");
                else if (first != second) breaches.Add($"The reward of {Text(score)} after {Text(previous)} is first {first}, then {second}; it must be a pure function.");
            }

            double known = reward.Reward(Context(score, scores[0])), tested = reward.Reward(Context(score with { Figures = score.Figures.With(Figures.TestAccuracy, 0.99) }, scores[0]));
            if (!known.Equals(tested)) breaches.Add($"The reward of {Text(score)} changes with its test accuracy, which must never be part of a reward.");
        }

        return breaches;
    }

    private static RewardContext Context(ArchitectureScore score, ArchitectureScore previous) => new(Example, score, previous, Score(0.5, 1));

    private static ArchitectureScore Score(double accuracy, double loss) => new(accuracy, loss) { Figures = Figures.None.With(Figures.Flops, 50e6).With(Figures.Parameters, 300e3).With("latency", 0.005) };

    private static string Text(ArchitectureScore score) => FormattableString.Invariant($"accuracy {score.Accuracy} and loss {score.Loss}");
}

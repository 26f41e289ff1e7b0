using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
namespace Ddas.Nas.Testing;

/// <summary>Checks that a discretizer keeps the contract of <see cref="IDiscretizer"/>; for the tests of whoever writes one.</summary>
public static class DiscretizerChecker
{
    /// <summary>Discretizes random alpha, ties and extremes, and returns every breach of the contract, one sentence each; none when it is kept.</summary>
    /// <param name="discretizer">The discretizer.</param>
    /// <param name="space">A space that it serves.</param>
    /// <param name="draws">Number of random alpha, at least 1. Default 20.</param>
    /// <param name="seed">Their seed. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is below 1.</exception>
    public static IReadOnlyList<string> Check(IDiscretizer discretizer, SearchSpaceDefinition space, int draws = 20, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(discretizer);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var breaches = new List<string>();
        for (int i = 0; i < draws; i++)
        {
            var random = new RandomStream(seed, RandomPurpose.Explore, i);
            Check(discretizer, ArchitectureWeights.Uniform(space, ref random), $"alpha {i} from U(0, 1)", breaches);
        }

        Check(discretizer, ArchitectureWeights.Constant(space, 1), "alpha of ones, where all tie", breaches);
        Check(discretizer, ArchitectureWeights.Constant(space, -5), "alpha of -5, as actions are not clipped", breaches);
        return breaches;
    }

    private static void Check(IDiscretizer discretizer, ArchitectureWeights alpha, string what, List<string> breaches)
    {
        var architecture = discretizer.Discretize(alpha);
        if (!architecture.Space.Equals(alpha.Space))
            breaches.Add($"Discretizing {what} gave an architecture of space '{architecture.Space}', not of '{alpha.Space}'.");
        if (!discretizer.Discretize(alpha).Equals(architecture))
            breaches.Add($"Discretizing {what} twice gave two architectures; it must be a pure function.");
        if (!discretizer.Discretize(architecture.Weights).Equals(architecture))
            breaches.Add($"Discretizing {what} gave an architecture whose own alpha_d is discretized to another.");
    }
}

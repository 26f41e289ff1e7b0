using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Exploration;

/// <summary>
/// The uniform random actions of a seed. Random search, the explore phase of DDAS and the first architectures of
/// evolution and local search all draw them here, so that searches of one seed begin with the same architectures.
/// </summary>
public static class UniformAction
{
    /// <summary>Alpha from U(0, 1), a function of seed and step alone.</summary>
    /// <param name="space">The space.</param>
    /// <param name="seed">The search's seed.</param>
    /// <param name="step">The search step.</param>
    public static ArchitectureWeights At(SearchSpaceDefinition space, long seed, int step)
    {
        var random = new RandomStream(seed, RandomPurpose.Explore, step);
        return ArchitectureWeights.Uniform(space, ref random);
    }
}

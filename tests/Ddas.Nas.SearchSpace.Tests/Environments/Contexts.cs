using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.SearchSpace.Tests.Environments;

internal static class Contexts
{
    private static readonly Architecture Some = Architectures.Random(SearchSpaceDefinition.Darts, 0);

    public static RewardContext Of(ArchitectureScore score, ArchitectureScore previous, ArchitectureScore reference) => new(Some, score, previous, reference);
}

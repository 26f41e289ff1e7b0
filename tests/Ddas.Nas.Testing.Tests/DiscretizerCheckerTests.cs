using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Testing.Tests;

public class DiscretizerCheckerTests
{
    private static readonly BestPairDiscretizer Algorithm1 = new();

    [Fact]
    public void The_discretizers_of_the_library_keep_the_contract()
    {
        foreach (var space in new[] { SearchSpaceDefinition.Darts, SearchSpaceDefinition.NasBench201 })
        {
            DiscretizerChecker.Check(Algorithm1, space).Should().BeEmpty();
            DiscretizerChecker.Check(new BestPairDiscretizer(new DiscretizerOptions { None = NonePolicy.Exclude, Ties = TiePolicy.Random }), space).Should().BeEmpty();
        }
    }

    [Fact]
    public void Another_space_is_named() =>
        DiscretizerChecker.Check(new Scripted(_ => Algorithm1.Discretize(ArchitectureWeights.Constant(SearchSpaceDefinition.NasBench201, 1))), SearchSpaceDefinition.Darts)
            .Should().Contain(b => b.Contains("gave an architecture of space 'nasbench201', not of 'darts'", StringComparison.Ordinal));

    [Fact]
    public void Memory_is_named()
    {
        int call = 0;
        DiscretizerChecker.Check(new Scripted(alpha => Algorithm1.Discretize(Drawn(alpha.Space, call++))), SearchSpaceDefinition.Darts)
            .Should().Contain(b => b.Contains("must be a pure function", StringComparison.Ordinal));
    }

    [Fact]
    public void An_architecture_that_is_not_its_own_is_named() =>
        DiscretizerChecker.Check(new Scripted(alpha => Algorithm1.Discretize(Negated(alpha))), SearchSpaceDefinition.Darts)
            .Should().Contain(b => b.Contains("alpha_d is discretized to another", StringComparison.Ordinal));

    private static ArchitectureWeights Drawn(SearchSpaceDefinition space, int step)
    {
        var random = new RandomStream(1, "test", step);
        return ArchitectureWeights.Uniform(space, ref random);
    }

    private static ArchitectureWeights Negated(ArchitectureWeights alpha) => ArchitectureWeights.FromValues(alpha.Space, [.. alpha.Values.ToArray().Select(x => -x)]);

    private sealed class Scripted(Func<ArchitectureWeights, Architecture> discretize) : IDiscretizer
    {
        public Architecture Discretize(ArchitectureWeights alpha) => discretize(alpha);
    }
}

using System.Numerics;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.SearchSpace.Tests.Analysis;

public class ArchitectureEnumerationTests
{
    [Fact]
    public void Nas_bench_201_has_15625_architectures()
    {
        ArchitectureEnumeration.Count(SearchSpaceDefinition.NasBench201).Should().Be(15625);

        var all = ArchitectureEnumeration.All(SearchSpaceDefinition.NasBench201).ToHashSet();

        all.Should().HaveCount(15625);
    }

    [Fact]
    public void Darts_has_9_1e18_architectures_and_listing_can_begin()
    {
        // A cell: C(2,2) C(3,2) C(4,2) C(5,2) 8^8 = 180 x 64^4.
        ArchitectureEnumeration.Count(SearchSpaceDefinition.Darts).Should().Be(BigInteger.Pow(180 * BigInteger.Pow(64, 4), 2));

        ArchitectureEnumeration.All(SearchSpaceDefinition.Darts).Take(100).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void The_list_is_as_long_as_the_count_where_nodes_choose_edges_and_cells_are_two()
    {
        var space = new SearchSpaceDefinition("small", ["a", "b"], new CellTopology(1, 3, EdgeChoice.BestPerNode(2), CellOutput.ConcatenateNodes), [Operation.None, new("x")]);

        // Nodes keep 1 of 1, 2 of 2 and 2 of 3 edges: (2 x 4 x 12)^2.
        ArchitectureEnumeration.Count(space).Should().Be(9216);
        ArchitectureEnumeration.All(space).ToHashSet().Should().HaveCount(9216);
    }
}

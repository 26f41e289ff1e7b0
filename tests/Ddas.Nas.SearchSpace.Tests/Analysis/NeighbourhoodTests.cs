using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.SearchSpace.Tests.Analysis;

public class NeighbourhoodTests
{
    [Fact]
    public void A_darts_architecture_has_112_operation_and_24_edge_neighbours()
    {
        var architecture = Random(SearchSpaceDefinition.Darts, 0);

        Neighbourhood.OperationChanges(architecture).Should().HaveCount(16 * 7);
        // A node of n edges has 2 (n - 2): 0 + 2 + 4 + 6 in each cell.
        Neighbourhood.EdgeChanges(architecture).Should().HaveCount(24);
    }

    [Fact]
    public void An_architecture_of_nas_bench_201_has_24_operation_neighbours()
    {
        var architecture = Random(SearchSpaceDefinition.NasBench201, 0);

        Neighbourhood.OperationChanges(architecture).Should().HaveCount(6 * 4);
        Neighbourhood.EdgeChanges(architecture).Should().BeEmpty();
    }

    [Theory]
    [InlineData("darts")]
    [InlineData("nasbench201")]
    public void Neighbours_are_distinct_valid_and_one_pair_away_and_the_relation_is_symmetric(string name)
    {
        var space = name == "darts" ? SearchSpaceDefinition.Darts : SearchSpaceDefinition.NasBench201;
        for (int seed = 0; seed < 5; seed++)
        {
            var architecture = Random(space, seed);
            var changes = Neighbourhood.OperationChanges(architecture).Concat(Neighbourhood.EdgeChanges(architecture)).ToList();
            var neighbours = changes.Select(c => c.ApplyTo(architecture)).ToList();

            neighbours.Should().OnlyHaveUniqueItems().And.OnlyContain(n => n.DifferingPairs(architecture) == 1);
            foreach (var (change, neighbour) in changes.Zip(neighbours))
                new PairChange(change.CellKind, change.To, change.From).ApplyTo(neighbour).Should().Be(architecture);
        }
    }

    [Fact]
    public void In_a_small_space_the_neighbours_are_all_architectures_one_pair_away()
    {
        var space = new SearchSpaceDefinition("small", ["cell"], new CellTopology(2, 2, EdgeChoice.BestPerNode(2), CellOutput.ConcatenateNodes), [Operation.None, new("a"), new("b")]);
        var architecture = Random(space, 3);

        var neighbours = Neighbourhood.OperationChanges(architecture).Concat(Neighbourhood.EdgeChanges(architecture)).Select(c => c.ApplyTo(architecture));

        // One pair away also counts a pair that changes both edge and operation, which is no neighbour.
        var oneAway = ArchitectureEnumeration.All(space).Where(a => a.DifferingPairs(architecture) == 1).ToList();
        neighbours.Should().BeSubsetOf(oneAway);
        oneAway.Should().HaveCount(neighbours.Count() + (2 * 2));
    }

    [Fact]
    public void None_can_be_excluded()
    {
        var architecture = new Architecture(SearchSpaceDefinition.NasBench201, [Enumerable.Range(0, 6).Select(e => new ChosenPair(e, 1))]);

        var changes = Neighbourhood.OperationChanges(architecture, NonePolicy.Exclude);

        changes.Should().HaveCount(6 * 3).And.OnlyContain(c => c.To.Operation >= 2);
    }

    private static Architecture Random(SearchSpaceDefinition space, long seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Explore, 0);
        return new BestPairDiscretizer().Discretize(ArchitectureWeights.Uniform(space, ref random));
    }
}

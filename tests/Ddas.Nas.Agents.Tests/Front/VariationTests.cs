using Ddas.Nas.Agents.Front;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Tests.Front;

public class VariationTests
{
    public static TheoryData<int> Spaces { get; } = new(0, 1, 2);

    [Theory, MemberData(nameof(Spaces))]
    public void One_edit_changes_one_pair_and_reaches_every_neighbour(int index)
    {
        var space = Space(index);
        var variation = new Variation(space, NonePolicy.Allow);
        var parent = Architectures.Random(space, 1);
        var random = new RandomStream(1, "test", 0);
        var children = new HashSet<Architecture>();

        for (int i = 0; i < 5000; i++)
        {
            var child = variation.Mutate(parent, 1, ref random);
            child.DifferingPairs(parent).Should().Be(1);
            children.Add(child);
        }

        int neighbours = SearchSpace.Analysis.Neighbourhood.OperationChanges(parent).Count + SearchSpace.Analysis.Neighbourhood.EdgeChanges(parent).Count;
        children.Should().HaveCount(neighbours);
    }

    [Theory, MemberData(nameof(Spaces))]
    public void A_child_of_two_has_at_each_node_what_a_parent_has(int index)
    {
        var space = Space(index);
        var variation = new Variation(space, NonePolicy.Allow);
        var (first, second) = (Architectures.Random(space, 1), Architectures.Random(space, 2));
        var random = new RandomStream(1, "test", 0);

        for (int i = 0; i < 50; i++)
        {
            var child = variation.Cross(first, second, ref random);
            for (int kind = 0; kind < space.CellKinds.Count; kind++)
                child.Cell(kind).Should().BeSubsetOf(first.Cell(kind).Union(second.Cell(kind)));
        }
    }

    [Fact]
    public void Excluded_none_comes_by_no_move()
    {
        var space = SearchSpaceDefinition.NasBench201;
        var variation = new Variation(space, NonePolicy.Exclude);
        var random = new RandomStream(1, "test", 0);

        for (int i = 0; i < 200; i++)
            variation.Mutate(variation.Random(ref random), 3, ref random).Count(Operation.None).Should().Be(0);
    }

    [Fact]
    public void Each_pair_mutates_with_the_given_chance()
    {
        var variation = new Variation(SearchSpaceDefinition.Darts, NonePolicy.Allow);
        var parent = Architectures.Random(SearchSpaceDefinition.Darts, 1);
        var random = new RandomStream(1, "test", 0);

        double changed = 0;
        for (int i = 0; i < 2000; i++) changed += variation.MutateEach(parent, 1.0 / 16, ref random).DifferingPairs(parent);

        (changed / 2000).Should().BeInRange(0.85, 1.05, "1 edit is expected, and a few undo each other; standard deviation 0.022");
    }

    private static SearchSpaceDefinition Space(int index) => index switch { 0 => SearchSpaceDefinition.NasBench201, 1 => SearchSpaceDefinition.Darts, _ => Architectures.OneEdgeSpace };
}

using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Discretization;
using FsCheck.Xunit;

namespace Ddas.Nas.SearchSpace.Tests.Analysis;

public class TieCountTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;
    private static readonly BestPairDiscretizer Paper = new();

    [Fact]
    public void All_ones_tie_everything()
    {
        Of(ArchitectureWeights.Constant(Darts, 1)).Should().Be(16);
        Of(ArchitectureWeights.Constant(SearchSpaceDefinition.NasBench201, 1)).Should().Be(6);
    }

    [Fact]
    public void Alpha_d_ties_nothing()
    {
        for (int seed = 0; seed < 20; seed++) Of(Architectures.Random(Darts, seed).Weights).Should().Be(0);
    }

    [Fact]
    public void Different_values_tie_nothing() => Of(Rising()).Should().Be(0);

    [Fact]
    public void Another_operation_on_the_same_edge_ties() => Of(Rising((0, 4, 7, 100), (0, 4, 2, 100))).Should().Be(1);

    // Node 1 has edges 2, 3, 4; of rising values it takes 3 and 4, with operation 7 each.
    [Fact]
    public void An_operation_on_an_edge_left_out_ties_with_the_pair_of_its_value() => Of(Rising((0, 2, 1, (3 * 8) + 7))).Should().Be(1);

    [Fact]
    public void An_edge_left_out_that_equals_both_pairs_ties_both() => Of(Rising((0, 2, 1, 500), (0, 3, 7, 500), (0, 4, 7, 500))).Should().Be(2);

    [Fact]
    public void An_operation_on_the_nodes_other_chosen_edge_does_not_compete() =>
        // Edge 4's second operation equals edge 3's chosen one, but edge 4 already has a pair.
        Of(Rising((0, 4, 6, 500), (0, 4, 7, 501), (0, 3, 7, 500))).Should().Be(0);

    [Fact]
    public void Other_nodes_and_other_cells_do_not_compete() => Of(Rising((0, 6, 1, (3 * 8) + 7), (0, 4, 7, 500), (1, 3, 1, 500))).Should().Be(0);

    [Fact]
    public void None_excluded_ties_with_nothing()
    {
        var alpha = Rising((0, 4, 0, (4 * 8) + 7));
        var excluding = new BestPairDiscretizer(new DiscretizerOptions { None = NonePolicy.Exclude });

        TieCount.Of(alpha, excluding.Discretize(alpha), NonePolicy.Exclude).Should().Be(0);
        TieCount.Of(alpha, excluding.Discretize(alpha)).Should().Be(1);
    }

    // A pair is tied exactly where raising one entry that was not chosen by the least step takes its place.
    [Property(MaxTest = 30)]
    public void Raising_a_tied_rival_by_the_least_step_unseats_the_pair(int seed)
    {
        var random = new RandomStream(seed, "ties", 0);
        var space = SearchSpaceDefinition.NasBench201;
        float[] values = [.. Enumerable.Range(0, space.ActionLength).Select(_ => (float)random.NextInt(4))];
        var alpha = ArchitectureWeights.FromValues(space, values);
        var architecture = Paper.Discretize(alpha);
        var unseated = new HashSet<ChosenPair>();
        for (int i = 0; i < values.Length; i++)
        {
            float[] raised = [.. values];
            raised[i] = MathF.BitIncrement(raised[i]);
            var other = Paper.Discretize(ArchitectureWeights.FromValues(space, raised));
            unseated.UnionWith(architecture.Cell(0).Except(other.Cell(0)));
        }

        Of(alpha).Should().Be(unseated.Count);
    }

    [Fact]
    public void Different_spaces_are_refused() =>
        FluentActions.Invoking(() => TieCount.Of(ArchitectureWeights.Constant(Darts, 1), Architectures.Random(SearchSpaceDefinition.NasBench201, 0))).Should().Throw<ArgumentException>().WithMessage("*'darts'*'nasbench201'*");

    private static int Of(ArchitectureWeights alpha) => TieCount.Of(alpha, Paper.Discretize(alpha));

    // Entry i of each cell has the value i, but for those given.
    private static ArchitectureWeights Rising(params (int Kind, int Edge, int Operation, float Value)[] entries)
    {
        float[] values = [.. Enumerable.Range(0, 224).Select(i => (float)(i % 112))];
        foreach (var (kind, edge, operation, value) in entries) values[Darts.Offset(kind, edge, operation)] = value;
        return ArchitectureWeights.FromValues(Darts, values);
    }
}

using Ddas.Nas.SearchSpace.Discretization;
using FsCheck.Xunit;

namespace Ddas.Nas.SearchSpace.Tests.Discretization;

public class BestPairDiscretizerTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;
    private static readonly SearchSpaceDefinition[] Spaces = [Darts, SearchSpaceDefinition.NasBench201, Architectures.OneEdgeSpace];
    private static readonly BestPairDiscretizer Paper = new();

    [Property(MaxTest = 100)]
    public void Each_node_gets_its_number_of_distinct_edges(int seed)
    {
        foreach (var space in Spaces)
        {
            var architecture = Architectures.Random(space, seed);
            architecture.Weights.Values.ToArray().Count(v => v == 1).Should().Be(space.ChosenPairs);
            // The public constructor checks what the discretizer's shortcut does not.
            new Architecture(space, Enumerable.Range(0, space.CellKinds.Count).Select(kind => architecture.Cell(kind).AsEnumerable())).Should().Be(architecture);
        }
    }

    [Property(MaxTest = 200)]
    public void It_agrees_with_algorithm_1_taken_literally(int seed, byte levels)
    {
        foreach (var space in Spaces)
        {
            // Few levels make many ties; the whole range of floats makes none.
            var alpha = Leveled(space, seed, levels % 8);
            Cells(Paper.Discretize(alpha)).Should().BeEquivalentTo(Literally(alpha, o => true), o => o.WithStrictOrdering());
            Cells(new BestPairDiscretizer(new DiscretizerOptions { None = NonePolicy.Exclude }).Discretize(alpha))
                .Should().BeEquivalentTo(Literally(alpha, o => o != 0), o => o.WithStrictOrdering());
        }
    }

    [Property(MaxTest = 100)]
    public void Discretizing_alpha_d_gives_the_architecture_back(int seed, bool random, bool exclude)
    {
        var options = new DiscretizerOptions { Ties = random ? TiePolicy.Random : TiePolicy.LowestIndex, None = exclude ? NonePolicy.Exclude : NonePolicy.Allow, Seed = seed };
        var discretizer = new BestPairDiscretizer(options);
        foreach (var space in Spaces)
        {
            var architecture = discretizer.Discretize(Leveled(space, seed, 3));
            discretizer.Discretize(architecture.Weights).Should().Be(architecture);
        }
    }

    // Maps that are exact in single precision, so that strictly rising stays strictly rising.
    [Property(MaxTest = 100)]
    public void A_strictly_rising_map_changes_nothing(int seed)
    {
        var alpha = Leveled(Darts, seed, 41);
        Func<float, float>[] maps = [x => x * x * x, x => MathF.ScaleB(1, (int)x), x => (x * 0.5f) - 1000, x => x < 0 ? x : x * 1024];
        foreach (var map in maps)
            Paper.Discretize(ArchitectureWeights.FromValues(Darts, [.. alpha.Values.ToArray().Select(map)])).Should().Be(Paper.Discretize(alpha));
    }

    [Fact]
    public void Uniform_alpha_gives_uniform_edges_and_operations()
    {
        const int N = 10_000;
        var edgePairs = new Dictionary<(int Node, int, int), int>();
        var operations = new int[16, 8];
        int withoutNone = 0;
        for (int i = 0; i < N; i++)
        {
            var architecture = Architectures.Random(Darts, 2, i);
            if (architecture.Count(Operation.None) == 0) withoutNone++;
            for (int kind = 0; kind < 2; kind++)
            {
                var cell = architecture.Cell(kind);
                for (int at = 0; at < 8; at++) operations[(8 * kind) + at, cell[at].Operation]++;
                for (int node = 0; node < 4; node++)
                {
                    var key = ((4 * kind) + node, cell[2 * node].Edge, cell[(2 * node) + 1].Edge);
                    edgePairs[key] = edgePairs.GetValueOrDefault(key) + 1;
                }
            }
        }

        // A choice of two of 2, 3, 4 or 5 edges: 1, 3, 6 or 10 ways.
        for (int node = 0; node < 8; node++)
        {
            int[] counts = [.. edgePairs.Where(p => p.Key.Node == node).Select(p => p.Value)];
            counts.Should().HaveCount(new[] { 1, 3, 6, 10 }[node % 4]);
            if (counts.Length > 1) ChiSquare.OfUniform(counts).Should().BeLessThan(ChiSquare.Limit(counts.Length - 1));
        }

        for (int pair = 0; pair < 16; pair++)
            ChiSquare.OfUniform([.. Enumerable.Range(0, 8).Select(o => operations[pair, o])]).Should().BeLessThan(ChiSquare.Limit(7));

        double expected = Math.Pow(7.0 / 8, 16);
        expected.Should().BeApproximately(0.118, 0.0005);
        (withoutNone / (double)N).Should().BeApproximately(expected, 3 * Math.Sqrt(expected * (1 - expected) / N));
    }

    [Fact]
    public void The_second_pair_takes_another_edge_even_where_the_first_edge_has_the_two_best()
    {
        var values = new float[224];
        values[Darts.Offset(0, 2, 4)] = 0.9f;
        values[Darts.Offset(0, 2, 5)] = 0.8f;
        values[Darts.Offset(0, 4, 1)] = 0.1f;

        Paper.Discretize(ArchitectureWeights.FromValues(Darts, values)).Cell(0).Skip(2).Take(2).Should().Equal(new ChosenPair(2, 4), new ChosenPair(4, 1));
    }

    [Fact]
    public void All_ones_become_none_on_the_two_lowest_edges_of_each_node()
    {
        var architecture = Paper.Discretize(ArchitectureWeights.Constant(Darts, 1));

        architecture.Count(Operation.None).Should().Be(16);
        architecture.Cell(0).Select(p => p.Edge).Should().Equal(0, 1, 2, 3, 5, 6, 9, 10);
    }

    [Fact]
    public void None_excluded_is_never_chosen()
    {
        var discretizer = new BestPairDiscretizer(new DiscretizerOptions { None = NonePolicy.Exclude });

        discretizer.Discretize(ArchitectureWeights.Constant(Darts, 1)).Count(DartsOperations.MaxPool3x3).Should().Be(16);
        for (int seed = 0; seed < 100; seed++) discretizer.Discretize(Leveled(Darts, seed, 2)).Count(Operation.None).Should().Be(0);
    }

    [Fact]
    public void A_space_of_none_alone_cannot_exclude_it()
    {
        var space = new SearchSpaceDefinition("empty", ["cell"], new CellTopology(1, 1, EdgeChoice.EveryEdge, CellOutput.LastNode), [Operation.None]);
        var alpha = ArchitectureWeights.Constant(space, 0);

        Paper.Discretize(alpha).Count(Operation.None).Should().Be(1);
        FluentActions.Invoking(() => new BestPairDiscretizer(new DiscretizerOptions { None = NonePolicy.Exclude }).Discretize(alpha)).Should().Throw<ArgumentException>().WithMessage("Space 'empty' has no operation but none*");
    }

    [Fact]
    public void Random_ties_are_a_function_of_seed_and_alpha()
    {
        var (ones, twos) = (ArchitectureWeights.Constant(Darts, 1), ArchitectureWeights.Constant(Darts, 2));

        Random(1).Discretize(ones).Should().Be(Random(1).Discretize(ones));
        Random(1).Discretize(ones).Should().NotBe(Random(2).Discretize(ones));
        Random(1).Discretize(ones).Should().NotBe(Random(1).Discretize(twos));
    }

    [Fact]
    public void Random_ties_choose_each_of_the_equal_pairs_equally_often()
    {
        // At node 1 the best value stands three times, twice on edge 2; the second best everywhere on edge 4.
        var values = new float[224];
        values[Darts.Offset(0, 2, 1)] = values[Darts.Offset(0, 2, 6)] = values[Darts.Offset(0, 3, 0)] = 2;
        for (int operation = 0; operation < 8; operation++) values[Darts.Offset(0, 4, operation)] = 1;
        var alpha = ArchitectureWeights.FromValues(Darts, values);
        var onEdge2 = new int[2];
        var ofNode0 = new int[8];
        for (int seed = 0; seed < 8_000; seed++)
        {
            var cell = Random(seed).Discretize(alpha).Cell(0);
            cell.Skip(2).Take(2).Select(p => p.Edge).Should().Equal(2, 3);
            cell[3].Operation.Should().Be(0);
            onEdge2[cell[2].Operation == 1 ? 0 : 1]++;
            ofNode0[cell[0].Operation]++;
        }

        ChiSquare.OfUniform(onEdge2).Should().BeLessThan(ChiSquare.Limit(1));
        ChiSquare.OfUniform(ofNode0).Should().BeLessThan(ChiSquare.Limit(7));
    }

    [Fact]
    public void Random_ties_draw_edges_evenly_too()
    {
        var counts = new int[10];
        for (int seed = 0; seed < 10_000; seed++)
        {
            var cell = Random(seed).Discretize(ArchitectureWeights.Constant(Darts, 1)).Cell(1);
            (int a, int b) = (cell[6].Edge - 9, cell[7].Edge - 9);
            counts[(a * (9 - a) / 2) + b - a - 1]++;
        }

        ChiSquare.OfUniform(counts).Should().BeLessThan(ChiSquare.Limit(9));
    }

    [Fact]
    public void Where_nothing_is_tied_the_tie_policy_does_not_matter()
    {
        for (int i = 0; i < 50; i++)
        {
            float[] values = [.. Enumerable.Range(0, 224)];
            var stream = new RandomStream(3, "test", i);
            stream.Shuffle<float>(values);
            var alpha = ArchitectureWeights.FromValues(Darts, values);
            Random(i).Discretize(alpha).Should().Be(Paper.Discretize(alpha));
        }
    }

    [Fact]
    public void Undefined_policies_are_refused_together() =>
        FluentActions.Invoking(() => new BestPairDiscretizer(new DiscretizerOptions { None = (NonePolicy)5, Ties = (TiePolicy)6 })).Should().Throw<OptionsException>().WithMessage("*None is 5*Ties is 6*");

    private static BestPairDiscretizer Random(long seed) => new(new DiscretizerOptions { Ties = TiePolicy.Random, Seed = seed });

    private static ArchitectureWeights Leveled(SearchSpaceDefinition space, long seed, int levels)
    {
        var random = new RandomStream(seed, "levels", levels);
        var values = new float[space.ActionLength];
        for (int i = 0; i < values.Length; i++) values[i] = levels == 0 ? (float)(random.NextGaussian() * 1e3) : random.NextInt(levels) - (levels / 2);
        return ArchitectureWeights.FromValues(space, values);
    }

    private static ChosenPair[][] Cells(Architecture architecture) =>
        [.. Enumerable.Range(0, architecture.Space.CellKinds.Count).Select(kind => architecture.Cell(kind).ToArray())];

    // Sort all entries of a node by value, edge, operation; take the first, strike its edge, take the next.
    private static ChosenPair[][] Literally(ArchitectureWeights alpha, Func<int, bool> allowed)
    {
        var space = alpha.Space;
        return [.. Enumerable.Range(0, space.CellKinds.Count).Select(kind => Enumerable.Range(0, space.Topology.Nodes).SelectMany(node =>
        {
            var left = (from edge in Enumerable.Range(0, space.Topology.Edges.Count)
                        where space.Topology.Edges[edge].Node == node
                        from operation in Enumerable.Range(0, space.Operations.Count).Where(allowed)
                        orderby alpha[kind, edge, operation] descending, edge, operation
                        select new ChosenPair(edge, operation)).ToList();
            var taken = new List<ChosenPair>();
            int wanted = space.Topology.Choice.EdgesPerNode == 0 ? int.MaxValue : space.Topology.Choice.EdgesPerNode;
            while (left.Count > 0 && taken.Count < wanted)
            {
                taken.Add(left[0]);
                left.RemoveAll(p => p.Edge == taken[^1].Edge);
            }

            return taken;
        }).OrderBy(p => p.Edge).ToArray())];
    }
}

using Ddas.Nas.Agents.Predictors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Agents.Tests.Predictors;

public class ArchitectureFeaturesTests
{
    private static readonly SearchSpaceDefinition Bench = SearchSpaceDefinition.NasBench201;

    [Fact]
    public void Paths_are_those_from_input_to_output_without_skips()
    {
        // Ways: 0>3 conv3x3; 0>1>3 skip, conv1x1; 0>2>3 is cut by none; 1>2 is live to 2, but 2>3 is none.
        var paths = LivePaths.Of(Parse("|skip_connect~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|nor_conv_3x3~0|nor_conv_1x1~1|none~2|"), 0);

        paths.Paths.Values.Should().Equal(1, 1);
        paths.Depths.Should().BeEquivalentTo([1, 1]);
        paths.LiveEdges.Should().Be(3);
        paths.Uses.Should().Equal(0, 1, 1, 1, 0);
        paths.Pairs.Values.Should().Equal(1, 1, 1, 1);
    }

    [Fact]
    public void Equal_ways_are_counted()
    {
        var paths = LivePaths.Of(Parse("|skip_connect~0|+|skip_connect~0|skip_connect~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|"), 0);

        paths.Paths.Values.Should().Equal(4);
        paths.Depths.Should().Equal(1, 1, 1, 1);
    }

    [Fact]
    public void A_dead_cell_has_no_paths()
    {
        var features = new ArchitectureFeatures(Bench, []).Of(Parse("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"));

        features.Should().HaveCount(5);
        features[(int)Feature.Paths].Keys.Should().BeEmpty();
        features[(int)Feature.Shape].Values.Should().OnlyContain(static value => value == 0);
    }

    [Fact]
    public void What_is_cut_off_counts_only_in_the_choice_itself()
    {
        var features = new ArchitectureFeatures(Bench, []);
        var one = features.Of(Parse("|none~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|nor_conv_3x3~0|nor_conv_1x1~1|skip_connect~2|"));
        var other = features.Of(Parse("|none~0|+|nor_conv_1x1~0|nor_conv_3x3~1|+|nor_conv_3x3~0|none~1|skip_connect~2|"));

        for (int g = 0; g < one.Length; g++)
            (one[g].Keys.SequenceEqual(other[g].Keys) && one[g].Values.SequenceEqual(other[g].Values)).Should().Be(g != (int)Feature.OneHot, ((Feature)g).ToString());
    }

    [Fact]
    public void The_most_paths_are_those_of_a_cell_without_none()
    {
        LivePaths.Most(Bench.Topology).Should().Be(4);

        // DARTS: the nodes 2, 3, 4, 5 have at most 2, 3, 5 and 8 ways.
        LivePaths.Most(SearchSpaceDefinition.Darts.Topology).Should().Be(18);
        Enumerable.Range(0, 200).Max(i => LivePaths.Of(Architectures.Random(SearchSpaceDefinition.Darts, i), 0).Depths.Count).Should().BeInRange(8, 18);
    }

    [Fact]
    public void Every_group_lies_between_0_and_1_that_says_so_and_each_cell_has_its_own_cost()
    {
        var darts = SearchSpaceDefinition.Darts;
        var cost = new DartsNetworkCost(new NetworkSkeleton());
        var features = new ArchitectureFeatures(darts, [cost.Flops, cost.Parameters]);
        var architecture = Architectures.Random(darts, 3);

        var groups = features.Of(architecture);

        groups.Should().HaveCount(14);
        foreach (int kind in (int[])[0, 1])
        {
            groups[(7 * kind) + (int)Feature.Shape].Values.Should().OnlyContain(static v => v >= 0 && v <= 1);
            groups[(7 * kind) + (int)Feature.Cost].Values.Should().OnlyContain(static v => v >= 0 && v <= 1);
        }

        var other = features.Of(new Architecture(darts, [architecture.Cell(0).AsEnumerable(), Architectures.Random(darts, 4).Cell(1)]));
        other[(int)Feature.Cost].Values.Should().Equal(groups[(int)Feature.Cost].Values);
        other[7 + (int)Feature.Cost].Values.Should().NotEqual(groups[7 + (int)Feature.Cost].Values);
    }

    [Fact]
    public void The_range_of_a_cost_is_that_of_the_whole_space()
    {
        var cost = new ArchitectureCost("sum", static architecture => architecture.Cell(0).Sum(static pair => (pair.Edge + 1) * (pair.Operation - 2)));
        var all = ArchitectureEnumeration.All(Bench).Select(cost.Of).ToList();

        CostRange.Of(cost.Of, Architectures.Random(Bench, 1)).Should().Be(new CostRange(all.Min(), all.Max()));
    }

    private static Architecture Parse(string text) => ArchitectureText.Parse(Bench, text);
}

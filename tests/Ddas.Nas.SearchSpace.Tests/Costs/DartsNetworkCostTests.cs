using System.Globalization;
using System.Text.Json;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Tests.Costs;

public class DartsNetworkCostTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;

    // Printed beside the cell, but not of it: PC-DARTS quotes the second-order cell's count, FairDARTS' README contradicts its own code's
    // comment (3.3 M, 528 M, which are met), PC-DARTS' MACs are 556.67 M, and the SNAS figure is its paper's, for another network.
    private static readonly (string Name, string Source, string Field)[] NotOfThisCell =
    [
        ("DARTS_V1", "yuhuixu1993/PC-DARTS", "params_m"),
        ("DARTS_V2", "xiaomi-automl/FairDARTS@1a0f8d3", "params_m"),
        ("DARTS_V2", "xiaomi-automl/FairDARTS@1a0f8d3", "macs_m"),
        ("PC_DARTS_cifar", "xiaomi-automl/FairDARTS", "macs_m"),
        ("SNAS_mild", "DDAS paper", "params_m"),
    ];

    private static readonly NetworkSkeleton Search = new() { Channels = 16, Cells = 6 };

    [Theory]
    [InlineData("DARTS_V1", 20, 3_169_414, 3_645_840, 500_987_520, 1_022_023_276)]
    [InlineData("DARTS_V2", 20, 3_349_342, 3_825_768, 528_359_040, 1_078_259_308)]
    [InlineData("DDAS_NL_CIFAR10_fig8", 20, 2_748_646, 3_225_072, 430_208_640, 876_705_388)]
    [InlineData("DDAS_NL_CIFAR10_fig8", 10, 1_448_542, 1_924_968, 226_184_832, 461_026_924)]
    public void The_evaluation_network_has_the_exact_published_cost(string name, int cells, long parameters, long withAuxiliary, long macs, long flops)
    {
        var cost = Of(name, new NetworkSkeleton { Cells = cells });

        cost.Should().Be(new NetworkCost(parameters, withAuxiliary - parameters, macs, flops));
        cost.ParametersWithAuxiliary.Should().Be(withAuxiliary);
    }

    [Fact]
    public void The_search_network_has_the_exact_cost_of_figure_4() => Of("DDAS_NL_CIFAR10_fig8", Search).FlopsPaper.Should().Be(68_454_892);

    [Fact]
    public void Every_computed_figure_of_a_published_cell_is_met()
    {
        int compared = 0;
        foreach (var (name, _, genotype, entry) in PublishedGenotypes.Read())
        {
            if (!entry.TryGetProperty("computed", out var computed)) continue;
            foreach (var network in computed.EnumerateObject())
            {
                var cost = new DartsNetworkCost(Skeleton(network.Name)).Of(genotype.ToArchitecture(Darts));
                (cost.Parameters, cost.AuxiliaryParameters, cost.ParametersWithAuxiliary, cost.Macs, cost.FlopsPaper).Should().Be(
                    (Number("params"), Number("auxiliary_head_params"), Number("params_with_auxiliary"), Number("macs"), Number("ddas_flops")), $"{name} {network.Name}");
                compared++;

                long Number(string key) => network.Value.GetProperty(key).GetInt64();
            }
        }

        compared.Should().Be(12);
    }

    [Fact]
    public void Every_printed_figure_of_a_published_cell_is_met()
    {
        int compared = 0;
        using var scope = new FluentAssertions.Execution.AssertionScope();
        foreach (var (name, _, genotype, entry) in PublishedGenotypes.Read().Where(p => p.InDartsSpace))
        {
            foreach (var published in entry.GetProperty("published").EnumerateArray())
            {
                string source = published.GetProperty("source").GetString()!;
                bool search = published.TryGetProperty("network", out _);
                var skeleton = (search ? Search : new NetworkSkeleton { Channels = Int(published, "init_channels", 36), Cells = Int(published, "layers", 20) }) with
                {
                    Classes = published.TryGetProperty("dataset", out var data) && data.GetString() == "CIFAR-100" ? 100 : 10,
                };
                var cost = new DartsNetworkCost(skeleton).Of(genotype.ToArchitecture(Darts));
                bool withAuxiliary = published.TryGetProperty("params_includes_auxiliary_head", out var included)
                    ? included.GetBoolean()
                    : source.StartsWith("DDAS paper Figure", StringComparison.Ordinal);
                long parameters = withAuxiliary ? cost.ParametersWithAuxiliary : cost.Parameters;
                bool truncates = search || source.StartsWith("xiaomi-automl", StringComparison.Ordinal);
                Compare("params", parameters, truncated: false);
                Compare("params_m", parameters / 1e6m, truncates);
                Compare("flops_g", cost.FlopsPaper / 1e9m, truncated: true);
                Compare("flops_m", cost.FlopsPaper / 1e6m, truncates);
                Compare("macs_m", cost.Macs / 1e6m, truncates);

                void Compare(string field, decimal value, bool truncated)
                {
                    if (!published.TryGetProperty(field, out var printed) || NotOfThisCell.Any(n => n.Name == name && n.Field == field && source.StartsWith(n.Source, StringComparison.Ordinal))) return;
                    int decimals = printed.GetRawText().Split('.') is [_, var fraction] ? fraction.Length : 0;
                    Math.Round(value, decimals, truncated ? MidpointRounding.ToZero : MidpointRounding.AwayFromZero).Should().Be(printed.GetDecimal(), $"{name}, {field}, {source}");
                    compared++;
                }
            }
        }

        compared.Should().Be(42);
    }

    [Fact]
    public void All_150_sampled_cells_have_the_exact_cost()
    {
        var evaluation = new DartsNetworkCost(new NetworkSkeleton());
        var naslib = new DartsNetworkCost(new NetworkSkeleton { Channels = 32, Cells = 8, AffineOperations = false });
        var rows = GzipTable.Read(Path.Combine(AppContext.BaseDirectory, "Resources", "nb301_surrogate_150.csv.gz"));

        rows.Should().HaveCount(150);
        foreach (var row in rows)
        {
            var architecture = new Genotype(Pairs(row["normal"]), [2, 3, 4, 5], Pairs(row["reduce"]), [2, 3, 4, 5]).ToArchitecture(Darts);
            var cost = evaluation.Of(architecture);
            (cost.Parameters, cost.Macs).Should().Be((long.Parse(row["params_c36_l20"], CultureInfo.InvariantCulture), long.Parse(row["macs_c36_l20"], CultureInfo.InvariantCulture)), row["index"]);
            (naslib.Of(architecture).Parameters / 1e6m).Should().Be(decimal.Parse(row["naslib_params_m"], CultureInfo.InvariantCulture), row["index"]);
        }
    }

    [Fact]
    public void A_network_of_one_cell_is_counted_by_hand()
    {
        var skeleton = new NetworkSkeleton { Channels = 4, Cells = 1, Classes = 2, ImageSize = 8, ImageChannels = 1, StemMultiplier = 2 };
        var cost = new DartsNetworkCost(skeleton).Of(Architectures.Darts(Operation.None, (1, 0, 0, DartsOperations.DilatedConv3x3), (1, 1, 1, DartsOperations.AveragePool3x3)));

        // The one cell is a reduction of 8 channels, 8x8 to 4x4. Stem: 1*8*9 weights, BatchNorm of 8. Inputs: twice 8*8 and BatchNorm of 8.
        // dil_conv_3x3: 8*9 depthwise, 8*8 pointwise, BatchNorm of 8. Head: 32*2 + 2.
        cost.Parameters.Should().Be(72 + 16 + (2 * (64 + 16)) + (72 + 64 + 16) + 66);
        cost.Macs.Should().Be((72 * 64) + (2 * 64 * 64) + ((72 + 64) * 16) + 64);
        cost.FlopsPaper.Should().Be(2 * (cost.Macs - 64 + (2 * ((3 * 8 * 64) + (8 * 16))) + (8 * 16) + (17 * 32) + (63 * 2)));
        cost.AuxiliaryParameters.Should().Be((32 * 128) + 256 + (128 * 768 * 4) + 1536 + (768 * 2) + 2);
    }

    [Fact]
    public void An_operation_of_the_callers_own_costs_what_its_rule_says()
    {
        var shuffle = new Operation("channel_shuffle");
        var space = new SearchSpaceDefinition("mine", ["normal", "reduce"], Darts.Topology, [.. Darts.Operations, shuffle]);
        var skeleton = new NetworkSkeleton { Channels = 8, Cells = 3 };
        var none = new Architecture(space, Enumerable.Repeat(Enumerable.Range(0, 4).SelectMany(n => new[] { 0, 1 }.Select(i => new ChosenPair(Darts.Topology.EdgeIndex(i, n), 0))), 2));
        var one = new Architecture(space, [none.Cell(0), none.Cell(1).Replace(new(0, 0), new(0, 8))]);
        var cost = new DartsNetworkCost(skeleton, DartsOperationCosts.Default.With(shuffle, at => new CostCount { Parameters = at.Channels, ConvolutionMacs = at.OutputPixels }), space);

        // Cells 1 and 2 are reductions, of 16 channels to 16x16 and 32 channels to 8x8.
        (cost.Of(one).Parameters - cost.Of(none).Parameters).Should().Be(16 + 32);
        (cost.Of(one).Macs - cost.Of(none).Macs).Should().Be(256 + 64);
        FluentActions.Invoking(() => new DartsNetworkCost(skeleton, space: space)).Should().Throw<ArgumentException>().WithMessage("No cost rule for operation 'channel_shuffle'*");
    }

    [Fact]
    public void Foreign_architectures_and_spaces_are_refused()
    {
        FluentActions.Invoking(() => new DartsNetworkCost(Search).Of(Architectures.Random(SearchSpaceDefinition.NasBench201, 0))).Should().Throw<ArgumentException>().WithMessage("*'nasbench201'*'darts'*");
        FluentActions.Invoking(() => new DartsNetworkCost(Search, space: SearchSpaceDefinition.NasBench201)).Should().Throw<ArgumentException>().WithMessage("*'nasbench201'*");
        FluentActions.Invoking(() => new DartsNetworkCost(Search with { Cells = 0 })).Should().Throw<OptionsException>();
    }

    private static NetworkCost Of(string name, NetworkSkeleton skeleton) => new DartsNetworkCost(skeleton).Of(PublishedCells.Find(name).Genotype.ToArchitecture(Darts));

    private static IEnumerable<GenotypePair> Pairs(string text) =>
        text.Split(' ').Select(static item => item.Split(':')).Select(static p => new GenotypePair(new Operation(p[0]), int.Parse(p[1], CultureInfo.InvariantCulture)));

    // Names such as cifar100_c36_l20 and cifar10_search_c16_l6.
    private static NetworkSkeleton Skeleton(string name)
    {
        string[] parts = name.Split('_');
        return new NetworkSkeleton
        {
            Classes = parts[0] == "cifar100" ? 100 : 10,
            Channels = int.Parse(parts[^2][1..], CultureInfo.InvariantCulture),
            Cells = int.Parse(parts[^1][1..], CultureInfo.InvariantCulture),
        };
    }

    private static int Int(JsonElement e, string key, int otherwise) => e.TryGetProperty(key, out var value) ? value.GetInt32() : otherwise;
}

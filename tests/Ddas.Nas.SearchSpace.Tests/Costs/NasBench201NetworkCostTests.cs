using System.Globalization;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Tests.Costs;

public class NasBench201NetworkCostTests
{
    private static readonly NasBench201NetworkCost Cost = new();

    [Fact]
    public void All_15625_architectures_have_the_exact_cost()
    {
        var rows = GzipTable.Read(RepositoryData.NasBench201);

        rows.Should().HaveCount(15_625);
        foreach (var row in rows)
        {
            var cost = Cost.Of(ArchitectureText.Parse(SearchSpaceDefinition.NasBench201, row["arch"]));
            if (cost.Macs / 1e6m != Millions(row["flops_m"]) || cost.Parameters / 1e6m != Millions(row["params_m"]))
                Assert.Fail($"{row["arch"]}: {cost}, but {row["flops_m"]} and {row["params_m"]}");
        }
    }

    [Theory]
    [InlineData("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|", 7_783_050, 73_306)]
    [InlineData("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|", 220_119_690, 1_531_546)]
    public void The_extremes_are_the_benchmarks(string text, long macs, long parameters)
    {
        var cost = Cost.Of(ArchitectureText.Parse(SearchSpaceDefinition.NasBench201, text));

        (cost.Macs, cost.Parameters, cost.AuxiliaryParameters).Should().Be((macs, parameters, 0));
    }

    [Fact]
    public void More_classes_cost_65_parameters_and_macs_each()
    {
        var architecture = Architectures.Random(SearchSpaceDefinition.NasBench201, 3);
        var (ten, hundred) = (Cost.Of(architecture), new NasBench201NetworkCost(100).Of(architecture));

        (hundred.Macs - ten.Macs, hundred.Parameters - ten.Parameters, hundred.FlopsPaper - ten.FlopsPaper).Should().Be((90 * 65, 90 * 65, 2 * 90 * 127));
    }

    [Fact]
    public void The_named_costs_are_those_of_the_whole_count()
    {
        var architecture = Architectures.Random(SearchSpaceDefinition.NasBench201, 0);
        var whole = Cost.Of(architecture);

        (Cost.Flops.Name, Cost.Parameters.Name).Should().Be((Figures.Flops, Figures.Parameters));
        (Cost.Flops.Of(architecture), Cost.Parameters.Of(architecture)).Should().Be((whole.FlopsPaper, whole.Parameters));
    }

    [Fact]
    public void Foreign_architectures_and_class_counts_are_refused()
    {
        FluentActions.Invoking(() => Cost.Of(Architectures.Random(SearchSpaceDefinition.Darts, 0))).Should().Throw<ArgumentException>().WithMessage("*'darts'*'nasbench201'*");
        FluentActions.Invoking(() => new NasBench201NetworkCost(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static decimal Millions(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}

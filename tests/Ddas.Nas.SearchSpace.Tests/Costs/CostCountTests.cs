using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Tests.Costs;

public class CostCountTests
{
    [Fact]
    public void Pieces_are_counted_by_their_formulas()
    {
        CostCount.Convolution(3, 8, 3, 10).Should().Be(new CostCount { Parameters = 216, ConvolutionMacs = 2160 });
        CostCount.Convolution(8, 8, 5, 10, groups: 8).Should().Be(new CostCount { Parameters = 200, ConvolutionMacs = 2000 });
        CostCount.BatchNorm(8, 10, affine: true).Should().Be(new CostCount { Parameters = 16, BatchNormElements = 80 });
        CostCount.BatchNorm(8, 10, affine: false).Should().Be(new CostCount { BatchNormElements = 80 });
        CostCount.AveragePool(8, 10).Should().Be(new CostCount { AveragePoolElements = 80 });
        CostCount.GlobalAveragePool(8, 64).Should().Be(new CostCount { GlobalPoolOperations = 65 * 8 });
        CostCount.Linear(8, 10).Should().Be(new CostCount { Parameters = 90, LinearMacs = 80, LinearElements = 10 });
    }

    [Fact]
    public void Pieces_add_up_field_by_field()
    {
        var a = new CostCount { Parameters = 1, ConvolutionMacs = 2, LinearMacs = 3, LinearElements = 4, BatchNormElements = 5, AveragePoolElements = 6, GlobalPoolOperations = 7 };
        var b = new CostCount { Parameters = 10, ConvolutionMacs = 20, LinearMacs = 30, LinearElements = 40, BatchNormElements = 50, AveragePoolElements = 60, GlobalPoolOperations = 70 };

        (a + b).Should().Be(new CostCount { Parameters = 11, ConvolutionMacs = 22, LinearMacs = 33, LinearElements = 44, BatchNormElements = 55, AveragePoolElements = 66, GlobalPoolOperations = 77 });
        CostCount.Add(a, b).Should().Be(a + b);
    }

    [Fact]
    public void Macs_and_the_papers_flops_follow_their_conventions()
    {
        var count = new CostCount { Parameters = 1, ConvolutionMacs = 100, LinearMacs = 30, LinearElements = 3, BatchNormElements = 5, AveragePoolElements = 7, GlobalPoolOperations = 11 };

        count.Macs.Should().Be(130);
        count.FlopsPaper.Should().Be(2 * (100 + (2 * 5) + 7 + 11 + (2 * 30) - 3));
    }
}

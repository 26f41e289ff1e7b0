using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Tests.Costs;

public class DartsOperationCostsTests
{
    // C = 10 channels, 8x8 in; by hand: sep = 2 (C k^2 + C^2 + 2C), dil = C k^2 + C^2 + 2C, strided skip = C^2 + 2C.
    [Theory]
    [InlineData("none", 1, 0, 0, 0, 0)]
    [InlineData("max_pool_3x3", 2, 0, 0, 0, 0)]
    [InlineData("avg_pool_3x3", 1, 0, 0, 0, 640)]
    [InlineData("avg_pool_3x3", 2, 0, 0, 0, 160)]
    [InlineData("skip_connect", 1, 0, 0, 0, 0)]
    [InlineData("skip_connect", 2, 120, 1_600, 160, 0)]
    [InlineData("sep_conv_3x3", 1, 420, 24_320, 1_280, 0)]
    [InlineData("sep_conv_3x3", 2, 420, 6_080, 320, 0)]
    [InlineData("sep_conv_5x5", 1, 740, 44_800, 1_280, 0)]
    [InlineData("dil_conv_3x3", 1, 210, 12_160, 640, 0)]
    [InlineData("dil_conv_5x5", 2, 370, 5_600, 160, 0)]
    public void Operations_cost_what_their_layers_do(string name, int stride, long parameters, long macs, long batchNorm, long averagePool)
    {
        var operation = new Operation(name);

        DartsOperationCosts.Default.Of(operation, new OperationPlacement(10, 8, stride, Affine: true)).Should().Be(
            new CostCount { Parameters = parameters, ConvolutionMacs = macs, BatchNormElements = batchNorm, AveragePoolElements = averagePool });
        long withoutAffine = parameters - (batchNorm == 0 ? 0 : name.StartsWith("sep", StringComparison.Ordinal) ? 40 : 20);
        DartsOperationCosts.Default.Of(operation, new OperationPlacement(10, 8, stride, Affine: false)).Parameters.Should().Be(withoutAffine);
    }
}

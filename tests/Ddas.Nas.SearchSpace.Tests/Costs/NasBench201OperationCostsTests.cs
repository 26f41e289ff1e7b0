using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Tests.Costs;

public class NasBench201OperationCostsTests
{
    [Theory]
    [InlineData("none", 0, 0, 0, 0)]
    [InlineData("skip_connect", 0, 0, 0, 0)]
    [InlineData("nor_conv_1x1", 120, 6_400, 640, 0)]
    [InlineData("nor_conv_3x3", 920, 57_600, 640, 0)]
    [InlineData("avg_pool_3x3", 0, 0, 0, 640)]
    public void Operations_cost_what_their_layers_do(string name, long parameters, long macs, long batchNorm, long averagePool) =>
        NasBench201OperationCosts.Default.Of(new Operation(name), new OperationPlacement(10, 8, 1, Affine: true)).Should().Be(
            new CostCount { Parameters = parameters, ConvolutionMacs = macs, BatchNormElements = batchNorm, AveragePoolElements = averagePool });
}

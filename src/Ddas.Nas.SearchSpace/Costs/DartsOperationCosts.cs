namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>The costs of DARTS' eight operations as its evaluation network builds them: no BatchNorm after pools.</summary>
public static class DartsOperationCosts
{
    /// <summary>All eight.</summary>
    public static OperationCosts Default { get; } = new OperationCosts()
        .With(DartsOperations.MaxPool3x3, static _ => default)
        .With(DartsOperations.AveragePool3x3, static at => CostCount.AveragePool(at.Channels, at.OutputPixels))
        .With(DartsOperations.SkipConnect, static at => at.Stride == 1 ? default : FactorizedReduce(at.Channels, at.Channels, at.OutputPixels, at.Affine))
        .With(DartsOperations.SeparableConv3x3, SeparableConvolution(3))
        .With(DartsOperations.SeparableConv5x5, SeparableConvolution(5))
        .With(DartsOperations.DilatedConv3x3, DilatedConvolution(3))
        .With(DartsOperations.DilatedConv5x5, DilatedConvolution(5));

    /// <summary>(ReLU, depthwise, pointwise, BatchNorm) twice, with a kernel of the side <paramref name="kernel"/>.</summary>
    public static OperationCostRule SeparableConvolution(int kernel) => at => Separable(at, kernel) + Separable(at, kernel);

    /// <summary>ReLU, dilated depthwise, pointwise, BatchNorm, with a kernel of the side <paramref name="kernel"/>.</summary>
    public static OperationCostRule DilatedConvolution(int kernel) => at => Separable(at, kernel);

    /// <summary>ReLU, convolution, BatchNorm; 1x1 it is what brings a cell's input to the cell's channels.</summary>
    internal static CostCount ReluConvBatchNorm(int inputs, int outputs, int kernel, int pixels, bool affine) =>
        CostCount.Convolution(inputs, outputs, kernel, pixels) + CostCount.BatchNorm(outputs, pixels, affine);

    /// <summary>Two 1x1 convolutions of stride 2, each for half of the outputs, and a BatchNorm.</summary>
    internal static CostCount FactorizedReduce(int inputs, int outputs, int pixels, bool affine) =>
        CostCount.Convolution(inputs, outputs / 2, 1, pixels) + CostCount.Convolution(inputs, outputs - (outputs / 2), 1, pixels)
        + CostCount.BatchNorm(outputs, pixels, affine);

    private static CostCount Separable(OperationPlacement at, int kernel) =>
        CostCount.Convolution(at.Channels, at.Channels, kernel, at.OutputPixels, groups: at.Channels)
        + ReluConvBatchNorm(at.Channels, at.Channels, 1, at.OutputPixels, at.Affine);
}

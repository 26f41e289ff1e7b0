namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>
/// What a piece of a network holds and does for one image. Pieces add up. Batches, ReLU, max pooling, addition and
/// concatenation count nothing. The <c>default</c> value is nothing at all.
/// </summary>
public readonly record struct CostCount
{
    /// <summary>Trainable numbers.</summary>
    public long Parameters { get; init; }

    /// <summary>Multiply-accumulates of convolutions.</summary>
    public long ConvolutionMacs { get; init; }

    /// <summary>Multiply-accumulates of fully connected layers, their bias not counted.</summary>
    public long LinearMacs { get; init; }

    /// <summary>Numbers that fully connected layers put out.</summary>
    public long LinearElements { get; init; }

    /// <summary>Numbers that BatchNorms put out.</summary>
    public long BatchNormElements { get; init; }

    /// <summary>Numbers that average pools put out.</summary>
    public long AveragePoolElements { get; init; }

    /// <summary>Additions and divisions of global average pools: h x w + 1 for each channel.</summary>
    public long GlobalPoolOperations { get; init; }

    /// <summary>Multiply-accumulates of convolutions and fully connected layers.</summary>
    public long Macs => ConvolutionMacs + LinearMacs;

    /// <summary>
    /// FLOPs as the DDAS paper prints them: 2 x [convolution MACs + 2 x BatchNorm elements + average-pool elements + global
    /// pool operations + (2 x inputs - 1) x outputs of the fully connected layer].
    /// </summary>
    public long FlopsPaper =>
        2 * (ConvolutionMacs + (2 * BatchNormElements) + AveragePoolElements + GlobalPoolOperations + (2 * LinearMacs) - LinearElements);

    /// <summary>A convolution without bias.</summary>
    /// <param name="inputs">Channels in, divisible by <paramref name="groups"/>.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="kernel">Side of the square kernel.</param>
    /// <param name="pixels">Pixels (height x width) of the output.</param>
    /// <param name="groups">Number of groups; equal to <paramref name="inputs"/> where it is depthwise.</param>
    public static CostCount Convolution(int inputs, int outputs, int kernel, int pixels, int groups = 1)
    {
        long weights = (long)(inputs / groups) * outputs * kernel * kernel;
        return new CostCount { Parameters = weights, ConvolutionMacs = weights * pixels };
    }

    /// <summary>A BatchNorm over channels x pixels numbers, with a scale and a shift per channel where it is affine.</summary>
    public static CostCount BatchNorm(int channels, int pixels, bool affine) =>
        new() { Parameters = affine ? 2L * channels : 0, BatchNormElements = (long)channels * pixels };

    /// <summary>An average pool that puts out channels x pixels numbers.</summary>
    public static CostCount AveragePool(int channels, int pixels) => new() { AveragePoolElements = (long)channels * pixels };

    /// <summary>An average over a whole map of channels x pixels numbers.</summary>
    public static CostCount GlobalAveragePool(int channels, int pixels) => new() { GlobalPoolOperations = (pixels + 1L) * channels };

    /// <summary>A fully connected layer with bias.</summary>
    public static CostCount Linear(int inputs, int outputs) =>
        new() { Parameters = (inputs + 1L) * outputs, LinearMacs = (long)inputs * outputs, LinearElements = outputs };

    /// <summary>Both pieces together.</summary>
    public static CostCount operator +(CostCount left, CostCount right) => new()
    {
        Parameters = left.Parameters + right.Parameters,
        ConvolutionMacs = left.ConvolutionMacs + right.ConvolutionMacs,
        LinearMacs = left.LinearMacs + right.LinearMacs,
        LinearElements = left.LinearElements + right.LinearElements,
        BatchNormElements = left.BatchNormElements + right.BatchNormElements,
        AveragePoolElements = left.AveragePoolElements + right.AveragePoolElements,
        GlobalPoolOperations = left.GlobalPoolOperations + right.GlobalPoolOperations,
    };

    /// <summary>Both pieces together.</summary>
    public static CostCount Add(CostCount left, CostCount right) => left + right;
}

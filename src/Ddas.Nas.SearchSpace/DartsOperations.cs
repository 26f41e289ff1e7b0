namespace Ddas.Nas.SearchSpace;

/// <summary>The eight operations of the DARTS space (Liu et al. 2019; DDAS Section III), in the order of alpha's columns.</summary>
public static class DartsOperations
{
    /// <summary>3x3 max pooling.</summary>
    public static readonly Operation MaxPool3x3 = new("max_pool_3x3");

    /// <summary>3x3 average pooling that does not count padding.</summary>
    public static readonly Operation AveragePool3x3 = new("avg_pool_3x3");

    /// <summary>Identity; at stride 2 a factorized reduction.</summary>
    public static readonly Operation SkipConnect = new("skip_connect");

    /// <summary>3x3 depthwise-separable convolution, applied twice.</summary>
    public static readonly Operation SeparableConv3x3 = new("sep_conv_3x3");

    /// <summary>5x5 depthwise-separable convolution, applied twice.</summary>
    public static readonly Operation SeparableConv5x5 = new("sep_conv_5x5");

    /// <summary>3x3 dilated (rate 2) depthwise-separable convolution.</summary>
    public static readonly Operation DilatedConv3x3 = new("dil_conv_3x3");

    /// <summary>5x5 dilated (rate 2) depthwise-separable convolution.</summary>
    public static readonly Operation DilatedConv5x5 = new("dil_conv_5x5");

    /// <summary>All eight, <see cref="Operation.None"/> first.</summary>
    public static IReadOnlyList<Operation> All { get; } = Array.AsReadOnly(
        [Operation.None, MaxPool3x3, AveragePool3x3, SkipConnect, SeparableConv3x3, SeparableConv5x5, DilatedConv3x3, DilatedConv5x5]);
}

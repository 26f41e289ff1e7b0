namespace Ddas.Nas.SearchSpace;

/// <summary>The five operations of NAS-Bench-201 (Dong and Yang 2020), in the benchmark's order.</summary>
public static class NasBench201Operations
{
    /// <summary>Identity.</summary>
    public static readonly Operation SkipConnect = new("skip_connect");

    /// <summary>1x1 convolution (ReLU, convolution, BatchNorm).</summary>
    public static readonly Operation Conv1x1 = new("nor_conv_1x1");

    /// <summary>3x3 convolution (ReLU, convolution, BatchNorm).</summary>
    public static readonly Operation Conv3x3 = new("nor_conv_3x3");

    /// <summary>3x3 average pooling.</summary>
    public static readonly Operation AveragePool3x3 = new("avg_pool_3x3");

    /// <summary>All five, <see cref="Operation.None"/> first.</summary>
    public static IReadOnlyList<Operation> All { get; } =
        Array.AsReadOnly([Operation.None, SkipConnect, Conv1x1, Conv3x3, AveragePool3x3]);
}

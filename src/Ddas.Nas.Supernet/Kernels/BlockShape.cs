namespace Ddas.Nas.Supernet.Kernels;

/// <summary>
/// Depthwise convolution with ReLU before it (or neither), 1x1 convolution and BatchNorm: <paramref name="Depthwise"/>
/// gives all sizes of the first two, whose kernel is 1 where there is no depthwise convolution.
/// </summary>
internal readonly record struct BlockShape(DepthwiseShape Depthwise, int ChannelsOut, bool Relu)
{
    public bool HasDepthwise => Depthwise.Kernel > 1;

    public int Images => Depthwise.Images;

    public int ChannelsIn => Depthwise.Channels;

    /// <summary>Pixels of one output image.</summary>
    public int Pixels => Depthwise.OutHeight * Depthwise.OutWidth;

    /// <summary>Values of one channel in a batch, over which BatchNorm takes its statistics.</summary>
    public long Count => (long)Images * Pixels;
}

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>
/// ReLU or none, depthwise convolution or none, 1x1 convolution and BatchNorm: <paramref name="Depthwise"/> gives all sizes
/// of the first two, and has kernel 1 where there is no depthwise convolution. Without one the input may come in pieces,
/// each of the same number of channels; and stride 2 then makes a factorized reduction, in which the first half of the
/// channels out reads pixels (0, 0), (0, 2), ... and the second half (1, 1), (1, 3), ...
/// </summary>
internal readonly record struct BlockShape(DepthwiseShape Depthwise, int ChannelsOut, bool Relu, int Pieces)
{
    /// <summary>Floats in the registers that the kernels run on; at most <see cref="Narrowest"/>, or 1.</summary>
    public required int Lanes { get; init; }

    public bool HasDepthwise => Depthwise.Kernel > 1;

    public int Images => Depthwise.Images;

    public int ChannelsIn => Depthwise.Channels;

    public int PieceChannels => ChannelsIn / Pieces;

    /// <summary>Channels of the narrowest thing that vectors run along.</summary>
    public int Narrowest => Math.Min(PieceChannels, GroupChannels);

    /// <summary>Groups of channels out that read the same pixels.</summary>
    public int Groups => HasDepthwise ? 1 : Depthwise.Stride;

    public int GroupChannels => ChannelsOut / Groups;

    /// <summary>The pixels that a group reads.</summary>
    public PixelGrid Grid(int group) => new(group, HasDepthwise ? 1 : Depthwise.Stride);

    /// <summary>Pixels of one output image.</summary>
    public int Pixels => Depthwise.OutHeight * Depthwise.OutWidth;

    /// <summary>Values of one channel in a batch, over which BatchNorm takes its statistics.</summary>
    public long Count => (long)Images * Pixels;
}

namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>Channels cut into blocks as wide as a register; the last overlaps the one before where widths do not divide.</summary>
internal static class ChannelBlocks
{
    /// <summary>Blocks of so many channels, of which there are at least one register's.</summary>
    public static int Count(int channels, int width) => (channels + width - 1) / width;

    /// <summary>First channel of a block.</summary>
    public static int First(int channels, int block, int width) => Math.Min(block * width, channels - width);
}

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>The pixels (<paramref name="Corner"/> + step x row, corner + step x column) of an image.</summary>
internal readonly record struct PixelGrid(int Corner, int Step)
{
    public static PixelGrid All => new(0, 1);

    /// <summary>Index of a row's first pixel in an image of so many columns.</summary>
    public int First(int row, int columns) => (Corner + row * Step) * columns + Corner;
}

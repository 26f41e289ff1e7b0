namespace Ddas.Nas.Supernet.Inference;

/// <summary>The pixels (first + step x row, first + step x column) of an image.</summary>
internal readonly record struct PixelGrid(int First, int Step)
{
    public static PixelGrid All => new(0, 1);
}

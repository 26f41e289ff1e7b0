namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>Where in a network an operation stands.</summary>
/// <param name="Channels">Channels in and out.</param>
/// <param name="Size">Side of the square input, a multiple of <paramref name="Stride"/>.</param>
/// <param name="Stride">1, or 2 where a reduction cell reads its inputs.</param>
/// <param name="Affine">Whether BatchNorms have a scale and a shift per channel.</param>
public readonly record struct OperationPlacement(int Channels, int Size, int Stride, bool Affine)
{
    /// <summary>Pixels (height x width) of the output.</summary>
    public int OutputPixels => Size / Stride * (Size / Stride);
}

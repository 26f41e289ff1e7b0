using System.Globalization;

namespace Ddas.Nas.Supernet.Data;

/// <summary>The size of one image. Equal by value; the <c>default</c> value is no valid shape.</summary>
/// <param name="Channels">Number of colour channels: 1 for grey, 3 for red, green, blue.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Width">Number of columns.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Bytes in one image: channels x height x width.</summary>
    public long Bytes => (long)Channels * Height * Width;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Channels} x {Height} x {Width}");
}

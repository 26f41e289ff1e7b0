namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Brings images to another side by exact integer arithmetic. A larger side: zeros (black) all around. A smaller side S: the
/// smallest whole factor k for which k x S holds the image, zeros around it up to k x S, then the mean of each k x k block,
/// rounded to the nearest (halves up). So 28 to 32 adds 2 zeros on each side, and 28 to 16 does that and halves by 2 x 2
/// means. Where a border cannot be equal on both sides, the right and the lower one are 1 wider.
/// </summary>
public static class ImageResize
{
    /// <summary>The side of an image must be a multiple of this, since the two reduction cells halve it twice.</summary>
    public const int SideMultiple = 4;

    /// <summary>Resizes every image.</summary>
    /// <param name="set">The images.</param>
    /// <param name="side">Height and width afterwards, a multiple of <see cref="SideMultiple"/>.</param>
    /// <returns>The images at their new size, or the same object where they have it already.</returns>
    /// <exception cref="ArgumentException">
    /// The side is no positive multiple of 4 up to 1,024, or would leave the image with a border of more than a quarter of its own side.
    /// </exception>
    /// <exception cref="InvalidDataException">The images would have more than 2 GB.</exception>
    public static ImageDataSet To(ImageDataSet set, int side)
    {
        ArgumentNullException.ThrowIfNull(set);
        RequireSide(side, side, nameof(side));
        if (side > ImageFile.MaximumSide) throw new ArgumentException($"The side of an image is {side}, but must be at most {ImageFile.MaximumSide}.", nameof(side));
        if (set.Shape.Height == side && set.Shape.Width == side) return set;

        int original = Math.Max(set.Shape.Height, set.Shape.Width);
        int factor = (original + side - 1) / side;
        if (factor > 1 && (factor * side) - original > original / 4)
            throw new ArgumentException($"Images of {set.Name} are {set.Shape.Height} x {set.Shape.Width} and cannot be brought to {side} x {side} without a wide border; {Alternatives(original)}", nameof(side));

        ImageShape shape = set.Shape with { Height = side, Width = side };
        byte[] pixels = ImageDataSet.Allocate(set.Name, shape, set.Count);
        byte[] frame = new byte[factor * side * factor * side * shape.Channels];
        for (int i = 0; i < set.Count; i++)
        {
            Pad(set.Image(i), set.Shape, frame, factor * side);
            Shrink(frame, pixels.AsSpan(i * (int)shape.Bytes, (int)shape.Bytes), shape, factor);
        }

        return ImageDataSet.Adopt(set.Name, shape, [.. set.Classes], pixels, set.Labels.ToArray());
    }

    /// <summary>Demands that images have sides that a network with two reduction cells takes.</summary>
    /// <exception cref="ArgumentException">A side is no multiple of 4.</exception>
    public static void RequireSides(ImageDataSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        RequireSide(set.Shape.Height, set.Shape.Width, nameof(set));
    }

    /// <summary>Demands that images are square, of a side that a network with two reduction cells takes.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    internal static void RequireSquare(ImageDataSet images, string parameter)
    {
        RequireSides(images);
        if (images.Shape.Height != images.Shape.Width)
            throw new ArgumentException($"Images of {images.Name} are {images.Shape.Height} x {images.Shape.Width}, but must be square; {nameof(ImageResize)} makes them so.", parameter);
    }

    private static void RequireSide(int height, int width, string parameter)
    {
        if (height < SideMultiple || width < SideMultiple || height % SideMultiple != 0 || width % SideMultiple != 0)
            throw new ArgumentException($"Images of {height} x {width} do not fit: sides must be multiples of {SideMultiple}, since the two reduction cells halve them twice.", parameter);
    }

    private static string Alternatives(int original)
    {
        var sides = Enumerable.Range(1, (original - 1) / SideMultiple).Select(n => n * SideMultiple)
            .Where(s => (original + s - 1) / s * s - original <= original / 4).TakeLast(4);
        return $"sides that work are {string.Join(", ", sides)} and every multiple of {SideMultiple} from {(original + 3) / SideMultiple * SideMultiple} on.";
    }

    private static void Pad(ReadOnlySpan<byte> image, ImageShape shape, Span<byte> frame, int side)
    {
        int top = (side - shape.Height) / 2, left = (side - shape.Width) / 2, row = shape.Width * shape.Channels;
        for (int y = 0; y < shape.Height; y++)
            image.Slice(y * row, row).CopyTo(frame[((((top + y) * side) + left) * shape.Channels)..]);
    }

    private static void Shrink(ReadOnlySpan<byte> frame, Span<byte> image, ImageShape shape, int factor)
    {
        int frameRow = shape.Width * factor * shape.Channels, half = factor * factor / 2;
        for (int i = 0; i < image.Length; i++)
        {
            int channel = i % shape.Channels, x = i / shape.Channels % shape.Width, y = i / shape.Channels / shape.Width;
            int start = (y * factor * frameRow) + (x * factor * shape.Channels) + channel, sum = half;
            for (int dy = 0; dy < factor; dy++)
            {
                for (int dx = 0; dx < factor; dx++) sum += frame[start + (dy * frameRow) + (dx * shape.Channels)];
            }

            image[i] = (byte)(sum / (factor * factor));
        }
    }
}

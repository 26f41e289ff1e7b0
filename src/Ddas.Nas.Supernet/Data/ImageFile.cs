using Ddas.Nas.Records.Files;
using SkiaSharp;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Reads one PNG or JPEG file into the form of an <see cref="ImageDataSet"/>: the largest square in the middle, brought to
/// the side asked for by exact integer arithmetic (each pixel is the mean over the area that it covers, halves rounded up).
/// Transparency becomes black; colour profiles and the camera's orientation are not applied.
/// </summary>
internal static class ImageFile
{
    /// <summary>Most pixels that a file may have: a limit to what a small file can make the decoder allocate.</summary>
    public const int MaximumPixels = 50_000_000;

    /// <summary>Greatest side that an image can be brought to, the greatest that networks take.</summary>
    public const int MaximumSide = 1024;

    private const int Rgba = 4;

    /// <summary>Reads a file.</summary>
    /// <param name="path">A PNG or JPEG file.</param>
    /// <param name="side">Height and width of the result in pixels, 1 to <see cref="MaximumSide"/>.</param>
    /// <param name="channels">3 for red, green, blue; 1 for grey, (77 red + 150 green + 29 blue + 128) / 256 rounded down.</param>
    /// <returns>Bytes [row, column, channel].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The side is out of range, or channels is neither 1 nor 3.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no regular file, no PNG or JPEG, damaged, or too large.</exception>
    /// <exception cref="InvalidOperationException">SkiaSharp's native library does not load; the message says which package to add.</exception>
    public static byte[] Read(string path, int side, int channels = 3)
    {
        Validate(side, channels);
        byte[] pixels = new byte[side * side * channels];
        Read(RegularFile.ReadAllBytes(path), path, side, channels, pixels);
        return pixels;
    }

    /// <summary>Decodes a file's content into <paramref name="target"/>, [row, column, channel].</summary>
    internal static void Read(byte[] content, string where, int side, int channels, Span<byte> target)
    {
        using SKData data = Load(content);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec?.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg))
            throw new InvalidDataException($"{where} is no PNG or JPEG image, or damaged: remove it or get it again.");
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaximumPixels)
            throw new InvalidDataException($"{where} has {width} x {height} pixels, more than the {MaximumPixels} that are read.");

        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result != SKCodecResult.Success) throw new InvalidDataException($"{where} is damaged ({result}): remove it or get it again.");
        Resample(bitmap.GetPixelSpan(), width, height, side, channels, target);
    }

    private static SKData Load(byte[] content)
    {
        try
        {
            return SKData.CreateCopy(content);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            throw new InvalidOperationException("SkiaSharp's native library, which decodes images, does not load: on Linux add the package SkiaSharp.NativeAssets.Linux.NoDependencies of SkiaSharp's version.", e);
        }
    }

    internal static void Validate(int side, int channels)
    {
        if (side is < 1 or > MaximumSide) throw new ArgumentOutOfRangeException(nameof(side), side, $"The side of an image is {side}, but must be from 1 to {MaximumSide}.");
        if (channels is not (1 or 3)) throw new ArgumentOutOfRangeException(nameof(channels), channels, "An image has 1 or 3 channels.");
    }

    private static void Resample(ReadOnlySpan<byte> rgba, int width, int height, int side, int channels, Span<byte> target)
    {
        int square = Math.Min(width, height), left = (width - square) / 2, top = (height - square) / 2;
        long area = (long)square * square;
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                (long red, long green, long blue) = Sum(rgba, width, left, top, square, side, x, y);
                byte r = Mean(red, area), g = Mean(green, area), b = Mean(blue, area);
                Span<byte> pixel = target.Slice(((y * side) + x) * channels, channels);
                if (channels == 1) pixel[0] = (byte)(((77 * r) + (150 * g) + (29 * b) + 128) >> 8);
                else (pixel[0], pixel[1], pixel[2]) = (r, g, b);
            }
        }
    }

    // In units of 1 / side of a source pixel, source pixel i covers [i side, (i + 1) side) and target pixel x covers [x square, (x + 1) square).
    private static (long Red, long Green, long Blue) Sum(ReadOnlySpan<byte> rgba, int width, int left, int top, int square, int side, int x, int y)
    {
        long red = 0, green = 0, blue = 0;
        for (int row = (int)((long)y * square / side); (long)row * side < (y + 1L) * square; row++)
        {
            long high = Overlap(row, y, square, side);
            int start = (((top + row) * width) + left) * Rgba;
            for (int column = (int)((long)x * square / side); (long)column * side < (x + 1L) * square; column++)
            {
                long weight = high * Overlap(column, x, square, side);
                ReadOnlySpan<byte> pixel = rgba.Slice(start + (column * Rgba), Rgba);
                red += weight * pixel[0];
                green += weight * pixel[1];
                blue += weight * pixel[2];
            }
        }

        return (red, green, blue);
    }

    private static long Overlap(int source, int target, int square, int side) =>
        Math.Min((source + 1L) * side, (target + 1L) * square) - Math.Max((long)source * side, (long)target * square);

    private static byte Mean(long sum, long area) => (byte)((sum + (area / 2)) / area);
}

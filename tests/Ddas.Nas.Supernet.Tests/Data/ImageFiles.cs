using System.Buffers.Binary;
using SkiaSharp;

namespace Ddas.Nas.Supernet.Tests.Data;

/// <summary>Writes PNG and JPEG files.</summary>
internal static class ImageFiles
{
    public static byte[] Encode(int width, int height, Func<int, int, SKColor> pixel, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++) bitmap.SetPixel(x, y, pixel(x, y));
        }

        using SKData data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    public static SKColor Pattern(int x, int y) => new((byte)((x * 37) + (y * 11)), (byte)((x * 5) + (y * 71)), (byte)(x * y));

    /// <summary>The PNG with another size in its header, checksum included.</summary>
    public static byte[] Claiming(byte[] png, int width, int height)
    {
        byte[] result = [.. png];
        BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(result.AsSpan(29), Crc32(result.AsSpan(12, 17)));
        return result;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace Ddas.Nas.Packages.Tests;

/// <summary>Grey PNG files of 32 x 32 in class folders: a bright stripe, at a height that the class decides.</summary>
internal static class StripedImages
{
    private const int Side = 32;

    public static void Write(string folder, int classes, int imagesPerClass)
    {
        for (int label = 0; label < classes; label++)
        {
            string place = Directory.CreateDirectory(Path.Combine(folder, "train", $"class{label}")).FullName;
            for (int image = 0; image < imagesPerClass; image++) File.WriteAllBytes(Path.Combine(place, $"{image}.png"), Png(4 + (10 * label) + (image % 3)));
        }
    }

    private static byte[] Png(int stripe)
    {
        var rows = new byte[Side * (Side + 1)]; // each row begins with its filter, 0
        rows.AsSpan(stripe * (Side + 1) + 1, Side).Fill(255);
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(rows);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, [0, 0, 0, Side, 0, 0, 0, Side, 8, 0, 0, 0, 0]), .. Chunk("IDAT"u8, compressed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4..), Crc32(chunk.AsSpan(4..^4)));
        return chunk;
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320 & (0u - (crc & 1)));
        }

        return ~crc;
    }
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace Ddas.Nas.Supernet.Tests.Data;

/// <summary>Writes the official IDX format.</summary>
internal static class IdxFiles
{
    public static readonly string[] Names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    public static byte[] Bytes(int[] sizes, byte[] data)
    {
        byte[] header = new byte[4 * (1 + sizes.Length)];
        BinaryPrimitives.WriteInt32BigEndian(header, 0x800 + sizes.Length);
        for (int d = 0; d < sizes.Length; d++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * (d + 1)), sizes[d]);
        return [.. header, .. data];
    }

    public static byte[] Pixels(int count, int height, int width) => [.. Enumerable.Range(0, count * height * width).Select(i => (byte)(i * 13))];

    /// <summary>The four files of a set of 5 training and 2 test images of 4 x 3 pixels, by name.</summary>
    public static Dictionary<string, byte[]> Small() => new()
    {
        [Names[0]] = Bytes([5, 4, 3], Pixels(5, 4, 3)),
        [Names[1]] = Bytes([5], [3, 0, 9, 1, 3]),
        [Names[2]] = Bytes([2, 4, 3], Pixels(2, 4, 3)),
        [Names[3]] = Bytes([2], [7, 8]),
    };

    public static void WriteFolder(string folder, Dictionary<string, byte[]> files, bool compressed = false)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] content) in files)
            File.WriteAllBytes(Path.Combine(folder, compressed ? name + ".gz" : name), compressed ? GZip(content) : content);
    }

    public static byte[] Zip(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] GZip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal)) gzip.Write(content);
        return bytes.ToArray();
    }
}

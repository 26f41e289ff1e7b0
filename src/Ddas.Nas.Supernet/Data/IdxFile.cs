using System.Buffers.Binary;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// One IDX file of bytes: 0, 0, 8, number of dimensions, each size as 32-bit big-endian, then the data. Sizes are believed
/// only after the content was found to be exactly that long, so a file never causes an allocation beyond its content.
/// </summary>
internal static class IdxFile
{
    private const int SkipBytes = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <param name="open">Opens its content; called twice where the length is unknown before reading (compressed files).</param>
    /// <param name="where">What messages call it.</param>
    /// <param name="dimensions">The number of dimensions that it must have.</param>
    public static (int[] Sizes, byte[] Data) Read(Func<Stream> open, string where, int dimensions)
    {
        try
        {
            using Stream content = open();
            int[] sizes = ReadHeader(content, where, dimensions);
            int headerBytes = HeaderBytes(dimensions);
            long expected = DataBytes(sizes, where);
            long found = content.CanSeek ? content.Length - headerBytes : Skip(content, expected + 1);
            if (found != expected)
            {
                string atLeast = found > expected && !content.CanSeek ? "at least " : "";
                throw new InvalidDataException(
                    $"{where} should hold {headerBytes + expected} bytes ({string.Join(" x ", sizes)} after a header of {headerBytes}), "
                    + $"but holds {atLeast}{headerBytes + found}: get the file again.");
            }

            return (sizes, ReadData(content, open, headerBytes, (int)expected));
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith(where, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{where} is damaged ({error.Message.TrimEnd('.')}): get the file again.", error);
        }
    }

    private static int HeaderBytes(int dimensions) => 4 + (4 * dimensions);

    private static int[] ReadHeader(Stream content, string where, int dimensions)
    {
        byte[] header = new byte[HeaderBytes(dimensions)];
        int found = content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (found < header.Length) throw new InvalidDataException($"{where} should begin with a header of {header.Length} bytes, but holds {found}: get the file again.");
        int magic = BinaryPrimitives.ReadInt32BigEndian(header);
        if (magic != 0x800 + dimensions)
            throw new InvalidDataException($"{where} should begin with 0x{0x800 + dimensions:x8} (IDX, bytes, {dimensions} dimensions), but begins with 0x{magic:x8}.");

        int[] sizes = new int[dimensions];
        for (int d = 0; d < dimensions; d++)
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 * (d + 1)));
            if (size is 0 or > int.MaxValue) throw new InvalidDataException($"{where}: size {size} of dimension {d} is out of range.");
            sizes[d] = (int)size;
        }

        return sizes;
    }

    private static long DataBytes(int[] sizes, string where)
    {
        Int128 bytes = sizes.Aggregate(Int128.One, (product, size) => product * size);
        return bytes <= Array.MaxLength
            ? (long)bytes
            : throw new InvalidDataException($"{where} claims {bytes} bytes ({string.Join(" x ", sizes)}), more than the {Array.MaxLength} that a data set may have.");
    }

    private static long Skip(Stream content, long atMost)
    {
        byte[] buffer = new byte[SkipBytes];
        long skipped = 0;
        while (skipped < atMost)
        {
            int read = content.Read(buffer, 0, (int)Math.Min(buffer.Length, atMost - skipped));
            if (read == 0) break;
            skipped += read;
        }

        return skipped;
    }

    private static byte[] ReadData(Stream content, Func<Stream> open, int headerBytes, int bytes)
    {
        byte[] data = new byte[bytes];
        if (content.CanSeek)
        {
            content.ReadExactly(data);
            return data;
        }

        using Stream again = open();
        Skip(again, headerBytes);
        again.ReadExactly(data);
        return data;
    }
}

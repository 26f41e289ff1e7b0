using System.Text;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Reads a tar archive from a stream that cannot be trusted: only plain files and folders below the archive's root are taken,
/// sizes are limited before anything is written, and no memory is allocated on an archive's word.
/// </summary>
internal static class TarExtractor
{
    private const int Block = 512;
    private const int CopyBytes = 1 << 16;

    /// <summary>Reads every plain file.</summary>
    /// <param name="tar">The archive, uncompressed.</param>
    /// <param name="where">What messages call it.</param>
    /// <param name="maximumBytes">Most bytes of all files together.</param>
    /// <param name="create">Opens the file of a member for writing; its relative path uses / and leads nowhere but down.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, too large, or has a member that is no plain file below its root.</exception>
    public static void Extract(Stream tar, string where, long maximumBytes, Func<string, Stream> create)
    {
        byte[] header = new byte[Block];
        byte[] buffer = new byte[CopyBytes];
        for (long left = maximumBytes; ReadHeader(tar, header, where);)
        {
            string name = SafeName(MemberName(header), where);
            long size = Octal(header.AsSpan(124, 12)) ?? throw new InvalidDataException($"{where}: the size of {name} is not readable.");
            if (size > left) throw new InvalidDataException($"{where}: its files are more than {maximumBytes} bytes together.");
            left -= size;
            switch ((char)header[156])
            {
                case '0' or '\0' when name.Length > 0:
                    using (Stream file = create(name)) Copy(tar, file, size, buffer, where);
                    break;
                case '5' or 'x' or 'g':
                    Copy(tar, Stream.Null, size, buffer, where);
                    break;
                default:
                    throw new InvalidDataException($"{where}: member '{name}' is no plain file.");
            }

            Copy(tar, Stream.Null, (Block - (size % Block)) % Block, buffer, where);
        }
    }

    private static bool ReadHeader(Stream tar, byte[] header, string where)
    {
        if (tar.ReadAtLeast(header, Block, throwOnEndOfStream: false) < Block) throw new InvalidDataException($"{where} ends too early: get the file again.");
        if (!header.AsSpan().ContainsAnyExcept((byte)0)) return false;
        long sum = header.Sum(b => b) - header.AsSpan(148, 8).ToArray().Sum(b => b) + (8 * ' ');
        if (Octal(header.AsSpan(148, 8)) != sum) throw new InvalidDataException($"{where} is no tar archive, or damaged: get the file again.");
        return true;
    }

    private static string MemberName(byte[] header)
    {
        string name = Text(header.AsSpan(0, 100));
        string prefix = header.AsSpan(257, 6).SequenceEqual("ustar\0"u8) ? Text(header.AsSpan(345, 155)) : "";
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    private static string SafeName(string name, string where)
    {
        string[] parts = name.Split('/');
        bool safe = !name.StartsWith('/') && parts.All(part => part != ".." && part.All(c => char.IsAsciiLetterOrDigit(c) || "._- ".Contains(c)));
        return safe
            ? string.Join('/', parts.Where(part => part is not ("" or ".")))
            : throw new InvalidDataException($"{where}: member '{name}' would leave the folder, or has an unusual name.");
    }

    private static void Copy(Stream from, Stream to, long bytes, byte[] buffer, string where)
    {
        while (bytes > 0)
        {
            int read = from.Read(buffer, 0, (int)Math.Min(buffer.Length, bytes));
            if (read == 0) throw new InvalidDataException($"{where} ends too early: get the file again.");
            to.Write(buffer, 0, read);
            bytes -= read;
        }
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? field : field[..end]);
    }

    private static long? Octal(ReadOnlySpan<byte> field)
    {
        string digits = Text(field).Trim(' ');
        return digits.Length > 0 && digits.All(c => c is >= '0' and <= '7') ? digits.Aggregate(0L, (value, c) => (value * 8) + (c - '0')) : null;
    }
}

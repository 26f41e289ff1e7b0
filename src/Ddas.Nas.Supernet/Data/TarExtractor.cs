using System.Formats.Tar;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Takes the files out of a tar archive that cannot be trusted: only plain files and folders below the archive's root are
/// taken, and sizes are limited before anything is written.
/// </summary>
internal static class TarExtractor
{
    private const int CopyBytes = 1 << 16;

    /// <summary>Reads every plain file.</summary>
    /// <param name="tar">The archive, uncompressed.</param>
    /// <param name="where">What messages call it.</param>
    /// <param name="maximumBytes">Most bytes of all files together.</param>
    /// <param name="create">Opens the file of a member for writing; its relative path uses / and leads nowhere but down.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, too large, or has a member that is no plain file below its root.</exception>
    public static void Extract(Stream tar, string where, long maximumBytes, Func<string, Stream> create)
    {
        using var reader = new TarReader(tar, leaveOpen: true);
        byte[] buffer = new byte[CopyBytes];
        bool any = false;
        for (long left = maximumBytes; Next(reader, where) is { } member; any = true)
        {
            string name = SafeName(member.Name, where);
            left -= member.Length;
            if (left < 0) throw new InvalidDataException($"{where}: its files are more than {maximumBytes} bytes together.");
            switch (member.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile when name.Length > 0:
                    using (Stream file = create(name)) Copy(member, file, buffer, where);
                    break;
                case TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw new InvalidDataException($"{where}: member '{name}' is no plain file.");
            }
        }

        if (!any) throw new InvalidDataException($"{where} ends too early: get the file again.");
    }

    private static TarEntry? Next(TarReader reader, string where)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"{where} ends too early: get the file again.", e);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{where} is no tar archive, or damaged: get the file again.", e);
        }
    }

    private static string SafeName(string name, string where)
    {
        string[] parts = name.Split('/');
        bool safe = !name.StartsWith('/') && parts.All(part => part != ".." && part.All(c => char.IsAsciiLetterOrDigit(c) || "._- ".Contains(c)));
        return safe
            ? string.Join('/', parts.Where(part => part is not ("" or ".")))
            : throw new InvalidDataException($"{where}: member '{name}' would leave the folder, or has an unusual name.");
    }

    private static void Copy(TarEntry member, Stream to, byte[] buffer, string where)
    {
        for (long bytes = member.Length; bytes > 0;)
        {
            int read = Read(member.DataStream!, buffer, where);
            to.Write(buffer, 0, read);
            bytes -= read;
        }
    }

    private static int Read(Stream from, byte[] buffer, string where)
    {
        try
        {
            return from.Read(buffer) is > 0 and var read ? read : throw new EndOfStreamException();
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new InvalidDataException($"{where} ends too early: get the file again.", e);
        }
    }
}

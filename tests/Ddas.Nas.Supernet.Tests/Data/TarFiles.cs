using System.Formats.Tar;
using System.Text;

namespace Ddas.Nas.Supernet.Tests.Data;

/// <summary>Writes tar archives.</summary>
internal static class TarFiles
{
    public static byte[] Write(TarEntryFormat format, params (string Name, byte[] Content)[] files) => Write(writer =>
    {
        foreach ((string name, byte[] content) in files)
        {
            TarEntry entry = format == TarEntryFormat.V7
                ? new V7TarEntry(TarEntryType.V7RegularFile, name)
                : format == TarEntryFormat.Ustar ? new UstarTarEntry(TarEntryType.RegularFile, name)
                : format == TarEntryFormat.Gnu ? new GnuTarEntry(TarEntryType.RegularFile, name) : new PaxTarEntry(TarEntryType.RegularFile, name);
            entry.DataStream = new MemoryStream(content);
            writer.WriteEntry(entry);
        }
    });

    public static byte[] Write(Action<TarWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new TarWriter(bytes, leaveOpen: true)) write(writer);
        return bytes.ToArray();
    }

    /// <summary>Corrects the checksum of the header at the start, so that a change in it is not found out by that alone.</summary>
    public static byte[] WithChecksum(byte[] tar)
    {
        if (tar.Length < 512) return tar;
        tar.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(tar.Take(512).Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, 148);
        return tar;
    }
}

using System.Formats.Tar;
using System.Text;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public class TarExtractorTests
{
    private const string Where = "/data/archive.tar";

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public void Plain_files_are_extracted(TarEntryFormat format)
    {
        byte[] large = [.. Enumerable.Range(0, 200_000).Select(i => (byte)i)];

        var files = Extract(TarFiles.Write(format, ("folder/a.bin", [1, 2, 3]), ("folder/b.bin", large), ("empty", []), ("./c", new byte[512])));

        files.Keys.Should().BeEquivalentTo("folder/a.bin", "folder/b.bin", "empty", "c");
        files["folder/a.bin"].Should().Equal(1, 2, 3);
        files["folder/b.bin"].Should().Equal(large);
        files["empty"].Should().BeEmpty();
        files["c"].Should().HaveCount(512);
    }

    [Fact]
    public void Long_names_use_the_prefix_of_ustar()
    {
        string name = new string('d', 90) + "/" + new string('e', 60) + "/file";

        Extract(TarFiles.Write(TarEntryFormat.Ustar, (name, [7]))).Should().ContainKey(name);
    }

    [Fact]
    public void Folders_are_passed_over() =>
        Extract(TarFiles.Write(writer => writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "folder")))).Should().BeEmpty();

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/evil")]
    [InlineData("folder/../../evil")]
    [InlineData("..")]
    [InlineData("C:\\evil")]
    [InlineData("folder\\..\\evil")]
    public void No_member_leaves_the_folder(string name)
    {
        byte[] tar = TarFiles.Write(TarEntryFormat.V7, ("xxxxxxxxxxxxxxxxxxxx", [1]));
        tar.AsSpan(0, 100).Clear();
        Encoding.ASCII.GetBytes(name).CopyTo(tar, 0);

        Refused(TarFiles.WithChecksum(tar), $"{Where}: member '{name}' would leave the folder, or has an unusual name.");
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    public void Links_and_devices_are_refused(TarEntryType type)
    {
        var link = new UstarTarEntry(type, "link");
        if (type != TarEntryType.Fifo) link.LinkName = "/etc/passwd";
        byte[] tar = TarFiles.Write(writer => writer.WriteEntry(link));

        Refused(tar, $"{Where}: member 'link' is no plain file.");
    }

    [Fact]
    public void Files_are_limited_before_anything_is_written()
    {
        byte[] tar = TarFiles.Write(TarEntryFormat.Ustar, ("a", new byte[60]), ("b", new byte[41]));
        var written = new List<string>();

        FluentActions.Invoking(() => TarExtractor.Extract(new MemoryStream(tar), Where, 100, name => { written.Add(name); return new MemoryStream(); }))
            .Should().Throw<InvalidDataException>().WithMessage($"{Where}: its files are more than 100 bytes together.");
        written.Should().Equal("a");
    }

    [Fact]
    public void A_truncated_archive_is_refused()
    {
        byte[] tar = TarFiles.Write(TarEntryFormat.Ustar, ("a", new byte[600]));

        Refused(tar[..1000], $"{Where} ends too early: get the file again.");
        Refused(tar[..300], $"{Where} ends too early: get the file again.");
        Refused([], $"{Where} ends too early: get the file again.");
    }

    [Fact]
    public void Something_else_is_refused() => Refused([.. Enumerable.Repeat((byte)'x', 1024)], $"{Where} is no tar archive, or damaged: get the file again.");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Mutated_archives_are_refused_cleanly(bool repairChecksum)
    {
        byte[] valid = TarFiles.Write(TarEntryFormat.Ustar, ("folder/a.bin", [1, 2, 3]), ("folder/b.bin", new byte[100]));

        int refused = Mutations.Feed(valid, bytes =>
        {
            var files = Extract(repairChecksum ? TarFiles.WithChecksum(bytes) : bytes);
            foreach (string name in files.Keys)
            {
                if (!Path.GetFullPath(name, "/root-of-archive").StartsWith("/root-of-archive/", StringComparison.Ordinal)) Assert.Fail($"'{name}' leaves the folder.");
            }
        }, Where);

        refused.Should().BeGreaterThan(Mutations.Count / 4);
    }

    private static Dictionary<string, byte[]> Extract(byte[] tar)
    {
        var files = new Dictionary<string, MemoryStream>();
        TarExtractor.Extract(new MemoryStream(tar), Where, 1 << 20, name => files[name] = new MemoryStream());
        return files.ToDictionary(f => f.Key, f => f.Value.ToArray());
    }

    private static void Refused(byte[] tar, string message) =>
        FluentActions.Invoking(() => Extract(tar)).Should().Throw<InvalidDataException>().WithMessage(message);
}

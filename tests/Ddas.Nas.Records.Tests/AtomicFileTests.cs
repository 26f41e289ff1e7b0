using Ddas.Nas.Records.Files;

namespace Ddas.Nas.Records.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_created_and_replaced_and_nothing_else_stays()
    {
        string path = folder.Combine("a.txt");

        AtomicFile.Write(path, stream => stream.Write("first, and longer"u8));
        AtomicFile.Write(path, stream => stream.Write("second"u8));

        File.ReadAllText(path).Should().Be("second");
        Directory.GetFileSystemEntries(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void The_old_content_is_there_until_the_new_is_whole()
    {
        string path = folder.Combine("a.txt");
        File.WriteAllText(path, "old");

        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            File.ReadAllText(path).Should().Be("old");
        });

        File.ReadAllText(path).Should().Be("new");
    }

    [Fact]
    public void A_failure_leaves_the_old_content_and_no_temporary_file()
    {
        string path = folder.Combine("a.txt");
        File.WriteAllText(path, "old");

        FluentActions.Invoking(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("disk on fire");
        })).Should().Throw<InvalidOperationException>().WithMessage("disk on fire");

        File.ReadAllText(path).Should().Be("old");
        Directory.GetFileSystemEntries(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void A_text_is_UTF8_without_a_mark()
    {
        string path = folder.Combine("a.txt");

        AtomicFile.WriteText(path, "old, and longer");
        AtomicFile.WriteText(path, "é\n");

        File.ReadAllBytes(path).Should().Equal("é\n"u8.ToArray());
        Directory.GetFileSystemEntries(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void A_folder_that_is_absent_is_an_error() =>
        FluentActions.Invoking(() => AtomicFile.Write(folder.Combine("b/a.txt"), _ => { })).Should().Throw<DirectoryNotFoundException>().WithMessage("*a.txt*");
}

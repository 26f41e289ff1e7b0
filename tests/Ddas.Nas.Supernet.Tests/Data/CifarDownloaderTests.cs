using System.Formats.Tar;
using System.Net;
using System.Security.Cryptography;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public sealed class CifarDownloaderTests : IDisposable
{
    private static readonly byte[] Official = IdxFiles.GZip(TarFiles.Write(TarEntryFormat.Ustar,
        [("cifar-10-batches-bin/readme.html", [1, 2]), .. CifarFiles.Small(CifarFormat.Cifar10).Select(f => ("cifar-10-batches-bin/" + f.Name, f.Content))]));

    private readonly TemporaryFolder folder = new();

    private string ArchivePath => folder.Combine("cifar-10-binary.tar.gz");

    [Fact]
    public async Task The_archive_is_fetched_checked_and_unpacked()
    {
        using var handler = new ScriptedHttpHandler(ScriptedHttpHandler.Serve(Official));
        var progress = new CollectingProgress();

        string place = await Download(handler, progress: progress);

        place.Should().Be(folder.Combine("cifar-10-batches-bin"));
        new CifarImageSource(place, CifarVersion.Cifar10, anyCount: true).ReadTrain().Labels.ToArray().Should().Equal(0, 1, 1, 2, 2, 3, 3, 4, 4, 5);
        handler.Requests.Should().Equal((new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"), null));
        progress.Reports.Should().EndWith(new DownloadProgress(Official.Length, Official.Length));
        Names().Should().BeEquivalentTo("cifar-10-batches-bin", "cifar-10-binary.tar.gz");
    }

    [Fact]
    public async Task Files_that_are_there_need_no_network()
    {
        CifarFiles.Write(folder.Combine("cifar-10-batches-bin"), CifarFiles.Small(CifarFormat.Cifar10));
        using var handler = new ScriptedHttpHandler();

        (await Download(handler)).Should().Be(folder.Combine("cifar-10-batches-bin"));

        handler.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task An_archive_put_there_by_hand_needs_no_network()
    {
        File.WriteAllBytes(ArchivePath, Official);
        using var handler = new ScriptedHttpHandler();

        string place = await Download(handler);

        new CifarImageSource(place, CifarVersion.Cifar10, anyCount: true).ReadTest().Count.Should().Be(3);
        handler.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task An_interrupted_download_goes_on_where_it_stopped()
    {
        int half = Official.Length / 2;
        using var handler = new ScriptedHttpHandler(ScriptedHttpHandler.Break(Official, half), ScriptedHttpHandler.Serve(Official));

        await FluentActions.Invoking(() => Download(handler)).Should().ThrowAsync<IOException>().WithMessage(
            $"The download of https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz stopped after {half} bytes (Connection reset by peer): run again to go on from there, or download it by hand, put it at {ArchivePath} and run again.");
        File.ReadAllBytes(ArchivePath + ".part").Should().Equal(Official[..half]);
        Names().Should().Equal("cifar-10-binary.tar.gz.part");

        await Download(handler);

        handler.Requests.Select(r => r.From).Should().Equal(null, half);
        File.ReadAllBytes(ArchivePath).Should().Equal(Official);
    }

    [Fact]
    public async Task A_connection_that_ends_early_without_an_error_is_noticed()
    {
        using var handler = new ScriptedHttpHandler(_ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new MemoryStream(Official[..100])) { Headers = { ContentLength = Official.Length } },
        });

        await FluentActions.Invoking(() => Download(handler)).Should().ThrowAsync<IOException>().WithMessage("*stopped after 100 bytes (the connection ended): run again*");
    }

    [Fact]
    public async Task A_server_without_ranges_sends_all_again()
    {
        File.WriteAllBytes(ArchivePath + ".part", Official[..100]);
        using var handler = new ScriptedHttpHandler(_ => ScriptedHttpHandler.Whole(Official));

        await Download(handler);

        File.ReadAllBytes(ArchivePath).Should().Equal(Official);
    }

    [Fact]
    public async Task A_part_that_is_already_whole_is_taken()
    {
        File.WriteAllBytes(ArchivePath + ".part", Official);
        using var handler = new ScriptedHttpHandler(ScriptedHttpHandler.Serve(Official));

        await Download(handler);

        File.ReadAllBytes(ArchivePath).Should().Equal(Official);
    }

    [Fact]
    public async Task A_part_of_something_else_is_thrown_away_and_fetched_anew()
    {
        File.WriteAllBytes(ArchivePath + ".part", new byte[100]);
        using var handler = new ScriptedHttpHandler(ScriptedHttpHandler.Serve(Official), ScriptedHttpHandler.Serve(Official));

        await Download(handler);

        handler.Requests.Select(r => r.From).Should().Equal(100, null);
        File.ReadAllBytes(ArchivePath).Should().Equal(Official);
    }

    [Fact]
    public async Task Another_checksum_is_refused_and_nothing_stays()
    {
        byte[] other = [.. Official];
        other[50] ^= 1;
        using var handler = new ScriptedHttpHandler(ScriptedHttpHandler.Serve(other));

        await FluentActions.Invoking(() => Download(handler)).Should().ThrowAsync<InvalidDataException>().WithMessage(
            $"https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz has MD5 {Md5(other)}, but the official archive has {Md5(Official)}; download it by hand*");
        Names().Should().BeEmpty();
    }

    [Fact]
    public async Task A_stream_without_end_is_cut_off()
    {
        using var handler = new ScriptedHttpHandler(_ => ScriptedHttpHandler.Whole(new byte[4 << 20]));

        await FluentActions.Invoking(() => Download(handler, maximumBytes: 1 << 20)).Should().ThrowAsync<InvalidDataException>();
        Names().Should().BeEmpty();
    }

    [Fact]
    public async Task An_archive_by_hand_with_another_checksum_is_refused_and_kept()
    {
        File.WriteAllBytes(ArchivePath, Official[..^1]);
        using var handler = new ScriptedHttpHandler();

        await FluentActions.Invoking(() => Download(handler)).Should().ThrowAsync<InvalidDataException>().WithMessage($"{ArchivePath} has MD5 *: delete it and run again.");
        Names().Should().Equal("cifar-10-binary.tar.gz");
    }

    [Fact]
    public async Task Offline_one_sentence_says_what_to_download_and_where_to_put_it()
    {
        using var handler = new ScriptedHttpHandler(ScriptedHttpHandler.Offline);

        await FluentActions.Invoking(() => Download(handler)).Should().ThrowAsync<IOException>().WithMessage(
            $"Cannot fetch https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz (Name or service not known): download it by hand, put it at {ArchivePath} and run again.");
        Names().Should().BeEmpty();
    }

    [Fact]
    public async Task An_error_of_the_server_says_what_to_do()
    {
        using var handler = new ScriptedHttpHandler(_ => new HttpResponseMessage(HttpStatusCode.NotFound));

        await FluentActions.Invoking(() => Download(handler)).Should().ThrowAsync<IOException>().WithMessage("Cannot fetch *404*: download it by hand*");
    }

    [Fact]
    public async Task Cancelling_is_no_error_of_the_network()
    {
        using var handler = new ScriptedHttpHandler(ScriptedHttpHandler.Serve(Official));

        await FluentActions.Invoking(() => Download(handler, cancel: new CancellationToken(canceled: true))).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_member_outside_leaves_nothing_behind()
    {
        byte[] evil = IdxFiles.GZip(TarFiles.Write(TarEntryFormat.Ustar, ("cifar-10-batches-bin/test_batch.bin", [1]), ("cifar-10-batches-bin/../../evil", [1])));
        using var handler = new ScriptedHttpHandler(ScriptedHttpHandler.Serve(evil));

        await FluentActions.Invoking(() => Download(handler, official: evil)).Should().ThrowAsync<InvalidDataException>().WithMessage("*'cifar-10-batches-bin/../../evil' would leave the folder*");
        Names().Should().Equal("cifar-10-binary.tar.gz");
        File.Exists(folder.Combine("../evil")).Should().BeFalse();
    }

    [Fact]
    public async Task A_file_that_the_archive_lacks_is_named()
    {
        byte[] poor = IdxFiles.GZip(TarFiles.Write(TarEntryFormat.Ustar, ("cifar-10-batches-bin/data_batch_1.bin", [1])));
        using var handler = new ScriptedHttpHandler(ScriptedHttpHandler.Serve(poor));

        await FluentActions.Invoking(() => Download(handler, official: poor)).Should().ThrowAsync<InvalidDataException>()
            .WithMessage($"{ArchivePath} lacks cifar-10-batches-bin/data_batch_2.bin.");
        Names().Should().Equal("cifar-10-binary.tar.gz");
    }

    [Fact]
    public async Task A_folder_with_some_of_the_files_is_left_alone()
    {
        CifarFiles.Write(folder.Combine("cifar-10-batches-bin"), [("test_batch.bin", [1])]);
        using var handler = new ScriptedHttpHandler();

        await FluentActions.Invoking(() => Download(handler)).Should().ThrowAsync<IOException>()
            .WithMessage($"{folder.Combine("cifar-10-batches-bin")} is there but lacks files of cifar10: move it away and run again.");
    }

    [Fact]
    public void Addresses_and_checksums_are_the_official_ones()
    {
        CifarArchive.Of(CifarVersion.Cifar10).Url.Should().Be(new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"));
        CifarArchive.Of(CifarVersion.Cifar10).Md5.Should().Be("c32a1d4ab5d03f1284b67883e8d87530");
        CifarArchive.Of(CifarVersion.Cifar100).Url.Should().Be(new Uri("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"));
        CifarArchive.Of(CifarVersion.Cifar100).Md5.Should().Be("03b5dce01913d631647c71ecec9e9cb8");
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> Download(
        ScriptedHttpHandler handler, byte[]? official = null, long maximumBytes = 1 << 20, CollectingProgress? progress = null, CancellationToken cancel = default)
    {
        var archive = CifarArchive.Cifar10 with { Md5 = Md5(official ?? Official), MaximumBytes = maximumBytes };
        var downloader = new CifarDownloader(handler);
        return await downloader.DownloadAsync(archive, folder.Path, progress, cancel);
    }

    private IEnumerable<string?> Names() => Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName);

#pragma warning disable CA5351 // The official checksum is an MD5.
    private static string Md5(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351

    private sealed class CollectingProgress : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value) => Reports.Add(value);
    }
}

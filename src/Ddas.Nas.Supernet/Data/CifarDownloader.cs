using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Ddas.Nas.Records.Files;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Fetches the binary version of CIFAR-10 or CIFAR-100 from its official address: resumes an interrupted download, checks the
/// official MD5, unpacks under a temporary name and renames, so that nothing half-done looks complete. An archive that was
/// put into the folder by hand is unpacked without the network. For one thread at a time.
/// </summary>
public sealed class CifarDownloader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;

    /// <summary>Creates a downloader.</summary>
    /// <param name="handler">Sends the requests, for proxies and tests; null for a plain one. The downloader disposes of it.</param>
    public CifarDownloader(HttpMessageHandler? handler = null) =>
        http = new HttpClient(handler ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Makes sure that the files of a data set are there; does nothing where they are.</summary>
    /// <param name="version">Which data set.</param>
    /// <param name="folder">Takes the archive (about 170 MB), which is kept, and below it the archive's own folder.</param>
    /// <param name="progress">Told about the download; null for nobody.</param>
    /// <param name="cancel">Stops the download; a later call goes on from there.</param>
    /// <returns>The folder with the files, for <see cref="CifarImageSource"/>.</returns>
    /// <exception cref="IOException">The address cannot be reached or the connection broke (the message says what to do by hand), or a file cannot be written.</exception>
    /// <exception cref="InvalidDataException">The archive is not the official one.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<string> DownloadAsync(CifarVersion version, string folder, IProgress<DownloadProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return DownloadAsync(CifarArchive.Of(version), Path.GetFullPath(folder), progress, cancel);
    }

    /// <summary>Closes connections.</summary>
    public void Dispose() => http.Dispose();

    internal async Task<string> DownloadAsync(CifarArchive archive, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        string target = Path.Combine(folder, archive.Format.Folder);
        if (archive.Format.Files.All(f => File.Exists(Path.Combine(target, f)))) return target;
        if (Directory.Exists(target)) throw new IOException($"{target} is there but lacks files of {archive.Format.Name}: move it away and run again.");

        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, archive.FileName);
        if (!File.Exists(path)) await FetchAsync(archive, path, progress, cancel).ConfigureAwait(false);
        else if (await Md5Async(path, cancel).ConfigureAwait(false) is var found && found != archive.Md5)
            throw new InvalidDataException($"{path} has MD5 {found}, but the official archive has {archive.Md5}: delete it and run again.");
        Unpack(archive, path, folder, target);
        return target;
    }

    private async Task FetchAsync(CifarArchive archive, string path, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        string part = path + ".part";
        for (bool resumes = File.Exists(part); ; resumes = false)
        {
            await FetchPartAsync(archive, path, part, progress, cancel).ConfigureAwait(false);
            string found = await Md5Async(part, cancel).ConfigureAwait(false);
            if (found == archive.Md5) break;
            File.Delete(part);
            if (!resumes) throw new InvalidDataException($"{archive.Url} has MD5 {found}, but the official archive has {archive.Md5}; {ByHand(path)}");
        }

        File.Move(part, path);
    }

    private async Task FetchPartAsync(CifarArchive archive, string path, string part, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        long before = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, archive.Url);
            if (before > 0) request.Headers.Range = new RangeHeaderValue(before, null);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (before > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return; // The part is complete, or too long: the checksum decides.
            response.EnsureSuccessStatusCode();
            bool appends = response.StatusCode == HttpStatusCode.PartialContent;
            await using var file = new FileStream(part, appends ? FileMode.Append : FileMode.Create, FileAccess.Write);
            await CopyAsync(archive, response.Content, file, patience, progress).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            string reason = error is OperationCanceledException ? "no answer" : error.Message.TrimEnd('.');
            long bytes = File.Exists(part) ? new FileInfo(part).Length : 0;
            throw new IOException(bytes > before
                ? $"The download of {archive.Url} stopped after {bytes} bytes ({reason}): run again to go on from there, or {ByHand(path)}"
                : $"Cannot fetch {archive.Url} ({reason}): {ByHand(path)}", error);
        }
    }

    private static async Task CopyAsync(
        CifarArchive archive, HttpContent content, FileStream file, CancellationTokenSource patience, IProgress<DownloadProgress>? progress)
    {
        long bytes = file.Length;
        long? total = bytes + content.Headers.ContentLength;
        await using Stream source = await content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        while (bytes <= archive.MaximumBytes && await source.ReadAsync(buffer, patience.Token).ConfigureAwait(false) is var read and > 0)
        {
            bytes += read;
            await file.WriteAsync(buffer.AsMemory(0, read), patience.Token).ConfigureAwait(false);
            patience.CancelAfter(Patience);
            progress?.Report(new DownloadProgress(bytes, total));
        }

        if (bytes < total && bytes <= archive.MaximumBytes) throw new IOException("the connection ended");
    }

    private static string ByHand(string path) => $"download it by hand, put it at {path} and run again.";

    private static async Task<string> Md5Async(string path, CancellationToken cancel)
    {
        await using FileStream file = RegularFile.OpenRead(path);
#pragma warning disable CA5351 // The official checksum is an MD5.
        return Convert.ToHexStringLower(await MD5.HashDataAsync(file, cancel).ConfigureAwait(false));
#pragma warning restore CA5351
    }

    private static void Unpack(CifarArchive archive, string path, string folder, string target)
    {
        string temporary = Directory.CreateDirectory(Path.Combine(folder, $".{archive.Format.Folder}-{Guid.NewGuid():n}.tmp")).FullName;
        try
        {
            using (var tar = new GZipStream(RegularFile.OpenRead(path), CompressionMode.Decompress))
                TarExtractor.Extract(tar, path, archive.MaximumBytes, member => CreateFile(temporary, member));
            string unpacked = Path.Combine(temporary, archive.Format.Folder);
            if (archive.Format.Files.FirstOrDefault(f => !File.Exists(Path.Combine(unpacked, f))) is { } missing)
                throw new InvalidDataException($"{path} lacks {archive.Format.Folder}/{missing}.");
            Directory.Move(unpacked, target);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static FileStream CreateFile(string folder, string member)
    {
        string path = Path.Combine(folder, member);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
    }
}

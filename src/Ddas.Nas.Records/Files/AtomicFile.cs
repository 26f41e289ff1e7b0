using System.Text;

namespace Ddas.Nas.Records.Files;

/// <summary>Writes files that are never half there: a reader, or a run that was cut off, sees the old content or the new.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes to a temporary name in the same folder, flushes to the disk, renames, and brings the new name to the disk. Where anything fails, a file of that
    /// name stays as it was and the temporary one is removed.
    /// </summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <param name="write">Writes the content; the stream can seek. Its exceptions pass through.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            DirectoryFlush.ToDisk(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Writes a text as UTF-8 without a mark, as <see cref="Write"/> does.</summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <param name="text">The whole content.</param>
    /// <inheritdoc cref="Write"/>
    public static void WriteText(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report.
        }
    }
}

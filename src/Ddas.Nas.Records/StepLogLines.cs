using System.IO.Compression;
using System.Text.Json;
using Ddas.Nas.Records.Files;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>The lines of a step log, one at a time, in bounded memory.</summary>
internal sealed class StepLogLines(string path) : IDisposable
{
    private const int MaxLine = 1 << 20;

    private readonly Stream file = Open(path);
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int length;
    private int filled;

    /// <summary>The line's number, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Bytes of the file up to the end of the line.</summary>
    public long End { get; private set; }

    /// <summary>Bytes that follow the last whole line: the beginning of a line that was never ended. Known at the end of the file.</summary>
    public int Unfinished { get; private set; }

    /// <summary>Goes to the next whole line; false at the end.</summary>
    public bool Next()
    {
        start += Number == 0 ? 0 : length + 1;
        int searched = start;
        while (true)
        {
            int at = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                length = searched + at - start;
                Number++;
                End += length + 1;
                return true;
            }

            searched = filled - start;
            if (!Fill()) break;
        }

        Unfinished = filled - start;
        return false;
    }

    /// <summary>The record of the line.</summary>
    /// <exception cref="RecordFormatException">The line is no step record; the message says which line and why.</exception>
    public StepRecord Parse()
    {
        try
        {
            return JsonSerializer.Deserialize(buffer.AsSpan(start, length), RecordsJson.Compact.StepRecord)
                ?? throw new RecordFormatException($"{path}, line {Number}: a step record was expected, but null was found.");
        }
        catch (JsonException e)
        {
            throw new RecordFormatException($"{path}, line {Number}: {e.Message}", e);
        }
    }

    public void Dispose() => file.Dispose();

    // Moves what is left of the buffer to its front, makes room, and reads on.
    private bool Fill()
    {
        buffer.AsSpan(start, filled - start).CopyTo(buffer);
        filled -= start;
        start = 0;
        if (filled > MaxLine) throw new RecordFormatException($"{path}, line {Number + 1}: longer than {MaxLine} bytes, so this is no step log.");
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        int read = Read(buffer.AsSpan(filled));
        filled += read;
        return read > 0;
    }

    private int Read(Span<byte> into)
    {
        try
        {
            return file.Read(into);
        }
        catch (InvalidDataException e)
        {
            throw new RecordFormatException($"{path}, after line {Number}: the compressed data are damaged.", e);
        }
    }

    private static Stream Open(string path)
    {
        // Read while another process may still write.
        try
        {
            var file = RegularFile.OpenRead(path, FileShare.ReadWrite | FileShare.Delete);
            return path.EndsWith(RunFolder.CompressedEnding, StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (InvalidDataException e)
        {
            throw new RecordFormatException(e.Message, e);
        }
    }
}

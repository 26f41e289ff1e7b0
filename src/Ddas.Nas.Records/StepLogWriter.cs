using System.Buffers;
using System.Text.Json;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>
/// Writes <c>steps.jsonl</c>: a JSON object a step and line, camelCase, nulls left out, numbers so that they read back
/// equal. A line is handed to the operating system whole before <see cref="Write"/> returns, so that it outlives the
/// process. Not thread-safe.
/// </summary>
public sealed class StepLogWriter : IDisposable
{
    private readonly FileStream file;
    private readonly ArrayBufferWriter<byte> line = new();
    private readonly Utf8JsonWriter json;

    private StepLogWriter(FileStream file)
    {
        this.file = file;
        json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = RecordsJson.Compact.Options.Encoder });
    }

    /// <summary>Begins a new log.</summary>
    /// <exception cref="IOException">The file exists already, or cannot be written.</exception>
    public static StepLogWriter Create(string path) => new(Open(path, FileMode.CreateNew));

    /// <summary>Goes on with a log after its first steps; what stands behind them, a half-written line too, is cut off.</summary>
    /// <param name="path">The log.</param>
    /// <param name="steps">How many steps to keep, at least 0.</param>
    /// <param name="kept">Given each of them; null for nobody.</param>
    /// <exception cref="RecordFormatException">The log holds fewer whole steps, or one of them is damaged, or it is compressed.</exception>
    public static StepLogWriter Resume(string path, int steps, Action<StepRecord>? kept = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (path.EndsWith(RunFolder.CompressedEnding, StringComparison.Ordinal)) throw new RecordFormatException($"{path} is compressed, so no step can be added; unpack it first.");
        long end = 0;
        using (var lines = new StepLogLines(path))
        {
            for (int step = 0; step < steps; step++)
            {
                if (!lines.Next()) throw new RecordFormatException($"{path} holds {step} whole steps, but {steps} are to be kept.");
                var record = lines.Parse();
                kept?.Invoke(record);
                end = lines.End;
            }
        }

        var file = Open(path, FileMode.Open);
        file.SetLength(end);
        file.Position = end;
        return new StepLogWriter(file);
    }

    /// <summary>Writes the line of a step.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="IOException">The line cannot be written; what was written of it is taken back where possible.</exception>
    public void Write(StepRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        line.ResetWrittenCount();
        json.Reset();
        try
        {
            JsonSerializer.Serialize(json, record, RecordsJson.Compact.StepRecord);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"Step {record.Step} has a number that is not finite: {record}.", nameof(record), e);
        }

        line.Write("\n"u8);
        long before = file.Position;
        try
        {
            file.Write(line.WrittenSpan);
        }
        catch (IOException)
        {
            file.SetLength(before);
            file.Position = before;
            throw;
        }
    }

    /// <summary>The bytes that a step takes in a log, its line's end included.</summary>
    public static long LengthOf(StepRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return JsonSerializer.SerializeToUtf8Bytes(record, RecordsJson.Compact.StepRecord).Length + 1;
    }

    /// <summary>Waits until all lines are on the disk, so that they outlive a power cut too; to be called before a checkpoint counts on them.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Flush() => file.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        json.Dispose();
        file.Dispose();
    }

    // Without a buffer of its own: what is written is with the operating system.
    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);
}

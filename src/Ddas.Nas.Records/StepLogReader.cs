using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>Reads <c>steps.jsonl</c>, also while a search still writes it.</summary>
public static class StepLogReader
{
    /// <summary>The steps of a log, one by one as they are asked for.</summary>
    /// <param name="path">The log, or a gzip-compressed one whose name ends in <c>.gz</c>.</param>
    /// <param name="warn">Told, in a sentence, where the last line was left unfinished by a run that was cut off; the line is ignored.</param>
    /// <exception cref="RecordFormatException">A line is no step record, a number of it is out of range, or steps do not rise; the message says which line and field.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static IEnumerable<StepRecord> Read(string path, Action<string>? warn = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Steps(path, warn);
    }

    private static IEnumerable<StepRecord> Steps(string path, Action<string>? warn)
    {
        using var lines = new StepLogLines(path);
        for (int? before = null; lines.Next();)
        {
            var step = lines.Parse();
            if (StepRecordRules.Problem(step, before) is { } problem) throw new RecordFormatException($"{path}, line {lines.Number}: {problem}.");
            before = step.Step;
            yield return step;
        }

        if (lines.Unfinished > 0) warn?.Invoke($"{path}, line {lines.Number + 1}: half-written ({lines.Unfinished} bytes without an end of line), ignored.");
    }
}

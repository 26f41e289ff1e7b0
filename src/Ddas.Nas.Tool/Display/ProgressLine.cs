namespace Ddas.Nas.Tool.Display;

/// <summary>
/// Progress on the error stream: a few lines that are rewritten on a terminal, a plain line now and then where the stream
/// is redirected, nothing when quiet.
/// </summary>
internal sealed class ProgressLine
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(100);
    private readonly TextWriter error;
    private readonly bool quiet;
    private readonly Func<int>? columns;
    private readonly TimeProvider time;
    private long? last;
    private int shown;

    /// <param name="error">The error stream.</param>
    /// <param name="quiet">Shows no progress.</param>
    /// <param name="columns">Width of the terminal; null where there is none.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ProgressLine(TextWriter error, bool quiet, Func<int>? columns, TimeProvider? time = null)
    {
        (this.error, this.quiet, this.columns) = (error, quiet, columns);
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>On the terminal of the process, if its error stream is one.</summary>
    public ProgressLine(TextWriter error, bool quiet)
        : this(error, quiet, Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb" ? null : static () => Console.WindowWidth)
    {
    }

    /// <summary>Shows where things stand; between two showings passes a tenth of a second, or ten where there is no terminal.</summary>
    /// <param name="text">Where things stand.</param>
    /// <param name="more">More of it: a second line on a terminal, after a comma elsewhere.</param>
    /// <param name="live">A line for terminals only.</param>
    public void Show(string text, string more = "", string live = "")
    {
        if (quiet || (last is { } before && time.GetElapsedTime(before) < (columns is null ? PlainInterval : LiveInterval))) return;
        last = time.GetTimestamp();
        if (columns is null)
        {
            error.WriteLine(more.Length > 0 ? $"{text}, {more}" : text);
            return;
        }

        Erase();
        int width = Math.Max(20, columns() - 1);
        string[] lines = [.. new[] { text, more, live }.Where(static line => line.Length > 0).Select(line => line.Length > width ? line[..width] : line)];
        error.Write(string.Join('\n', lines));
        error.Flush();
        shown = lines.Length;
    }

    /// <summary>Leaves a line that stays.</summary>
    public void Keep(string text)
    {
        if (!quiet) Write(text);
    }

    /// <summary>Leaves a warning, also when quiet.</summary>
    public void Warn(string text) => Write($"warning: {text}");

    private void Write(string text)
    {
        Erase();
        error.WriteLine(text);
    }

    /// <summary>Clears the lines shown and goes back to the first of them.</summary>
    private void Erase()
    {
        if (shown == 0) return;
        if (shown > 1) error.Write($"\u001b[{shown - 1}A");
        error.Write("\r\u001b[J");
        shown = 0;
    }
}

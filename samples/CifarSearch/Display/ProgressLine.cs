using System.Diagnostics;

namespace Ddas.Nas.CifarSearch.Display;

/// <summary>
/// Progress on the error stream: one line that is rewritten on a terminal, a plain line now and then where the stream is
/// redirected, nothing when quiet.
/// </summary>
internal sealed class ProgressLine(TextWriter error, bool quiet)
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);
    private readonly bool live = !Console.IsErrorRedirected;
    private long lastPlain;

    /// <summary>Shows where things stand.</summary>
    public void Show(string text)
    {
        if (quiet) return;
        if (live)
        {
            int width = Math.Max(20, Console.WindowWidth - 1);
            error.Write('\r' + (text.Length > width ? text[..width] : text.PadRight(width)));
        }
        else if (lastPlain == 0 || Stopwatch.GetElapsedTime(lastPlain) >= PlainInterval)
        {
            lastPlain = Stopwatch.GetTimestamp();
            error.WriteLine(text);
        }
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
        if (live && !quiet) error.Write('\r' + new string(' ', Math.Max(20, Console.WindowWidth - 1)) + '\r');
        error.WriteLine(text);
    }
}

using Ddas.Nas.Records;

namespace Ddas.Nas.QuickStart;

/// <summary>Progress on the error stream: one line that is rewritten on a terminal, plain lines where it is redirected.</summary>
internal sealed class Progress : IProgress<RunProgress>
{
    private const int Width = 78;

    public void Report(RunProgress value)
    {
        bool milestone = value.Step is null ? value.Epoch?.Loss is not null : value.Done % 10 == 0;
        if (!Console.IsErrorRedirected) Console.Error.Write('\r' + value.ToString().PadRight(Width));
        else if (milestone) Console.Error.WriteLine(value);
    }

    public static void Done()
    {
        if (!Console.IsErrorRedirected) Console.Error.WriteLine();
    }
}

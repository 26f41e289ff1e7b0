using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;

namespace Ddas.Nas.QuickStart;

/// <summary>Progress on the error stream: one line that is rewritten on a terminal, plain lines where it is redirected.</summary>
internal sealed class Progress : IProgress<WarmupProgress>, ISearchObserver
{
    private const int Width = 78;

    public void Report(WarmupProgress value)
    {
        string text = $"warm-up: epoch {value.Epoch} of {value.Epochs}, batch {value.Batch} of {value.Batches}";
        if (value.Completed is { } epoch) text += $", loss {epoch.TrainLoss:F3}";
        Show(text, value.Completed is not null);
    }

    public void OnStep(StepRecord record) =>
        Show($"search: step {record.Step + 1}, {record.Phase}, accuracy {record.Accuracy:P1}, reward {record.Reward:F3}", (record.Step + 1) % 10 == 0);

    public static void Done()
    {
        if (!Console.IsErrorRedirected) Console.Error.WriteLine();
    }

    private static void Show(string text, bool milestone)
    {
        if (!Console.IsErrorRedirected) Console.Error.Write('\r' + text.PadRight(Width));
        else if (milestone) Console.Error.WriteLine(text);
    }
}

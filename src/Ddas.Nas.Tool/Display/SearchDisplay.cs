using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using TorchSharp.Modules;
using static TorchSharp.torch.utils;

namespace Ddas.Nas.Tool.Display;

/// <summary>Shows a search while it runs, and writes TensorBoard's event files where that is asked for.</summary>
internal sealed class SearchDisplay(ProgressLine line, int? imagesPerStep, string? tensorBoard) : IProgress<RunProgress>, IDisposable
{
    private const int CurveWidth = 48;
    private readonly TimeLeft left = new();
    private readonly List<double> accuracies = [];
    private SummaryWriter? writer;
    private StepRecord? best;

    /// <summary>How many steps were shown.</summary>
    public int Steps => accuracies.Count;

    public void Report(RunProgress value)
    {
        if (value.Step is not { } record) return;
        if (accuracies.Count == 0 && record.Step > 0) line.Keep(string.Create(CultureInfo.InvariantCulture, $"going on with step {record.Step}"));
        accuracies.Add(record.Accuracy);
        if (best is null || record.Accuracy > best.Accuracy) best = record;
        string timeLeft = left.At((double)value.Done / value.Total);
        line.Show(
            string.Create(CultureInfo.InvariantCulture, $"{record.Phase} step {record.Step} ({value.Done}/{value.Total}), {timeLeft} left, {Pace.Memory()}{Pace.Images(imagesPerStep, record.Seconds)}"),
            string.Create(CultureInfo.InvariantCulture, $"accuracy {record.Accuracy:P1}, best {best.Accuracy:P1} at step {best.Step}, reward {record.Reward:F3}"),
            string.Create(CultureInfo.InvariantCulture, $"{accuracies.Min():P1} {Sparkline.Of(accuracies, CurveWidth)} {accuracies.Max():P1}"));
        if (tensorBoard is not null) Write(writer ??= tensorboard.SummaryWriter(Directory.CreateDirectory(tensorBoard).FullName), record);
    }

    public void Dispose()
    {
        (writer as IDisposable)?.Dispose();
        writer = null;
    }

    private static void Write(SummaryWriter to, StepRecord record)
    {
        to.add_scalar("search/accuracy", (float)record.Accuracy, record.Step);
        to.add_scalar("search/loss", (float)record.Loss, record.Step);
        to.add_scalar("search/reward", (float)record.Reward, record.Step);
        to.add_scalar("cost/seconds", (float)record.Seconds, record.Step);
        foreach (var (name, figure) in record.Figures) to.add_scalar($"{Group(name)}/{name}", (float)figure, record.Step);
    }

    private static string Group(string figure) => figure switch
    {
        Figures.TestAccuracy => "search",
        Figures.Flops or Figures.Parameters => "cost",
        _ => "agent",
    };
}

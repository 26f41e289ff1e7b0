using System.Diagnostics;
using System.Globalization;
using Ddas.Nas.Records;

namespace Ddas.Nas.Tool.Display;

/// <summary>Shows a training while it runs; epochs whose accuracy was measured stay on the screen.</summary>
/// <param name="line">Where.</param>
/// <param name="what">What is trained.</param>
/// <param name="accuracy">What its accuracy is called.</param>
/// <param name="batchSize">Images in a batch.</param>
internal sealed class EpochDisplay(ProgressLine line, string what, string accuracy, int batchSize) : IProgress<RunProgress>
{
    private const int CurveWidth = 48;
    private readonly TimeLeft left = new();
    private readonly List<double> accuracies = [];
    private readonly Stopwatch batch = Stopwatch.StartNew();
    private bool began;

    public void Report(RunProgress value)
    {
        if (value.Epoch is not { } epoch) return;
        if (!began && value.Done > 1) line.Keep(string.Create(CultureInfo.InvariantCulture, $"{what} goes on after {value.Done - 1} batches"));
        began = true;
        string where = string.Create(CultureInfo.InvariantCulture, $"{what} epoch {epoch.Number}/{epoch.Count}"), timeLeft = left.At((double)value.Done / value.Total);
        if (epoch.Accuracy is { } measured) accuracies.Add(measured);
        if (epoch is { Loss: { } loss, Accuracy: { } now })
            line.Keep(string.Create(CultureInfo.InvariantCulture, $"{where}: loss {loss:F3}, {accuracy} {now:P1}, best {accuracies.Max():P1}, {timeLeft} left"));
        else
            line.Show(
                string.Create(CultureInfo.InvariantCulture, $"{where}, batch {epoch.Batch}/{epoch.Batches}, {timeLeft} left, {Pace.Memory()}{Pace.Images(batchSize, batch.Elapsed.TotalSeconds)}"),
                live: accuracies.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{accuracy} {accuracies.Min():P1} {Sparkline.Of(accuracies, CurveWidth)} {accuracies.Max():P1}") : "");
        batch.Restart();
    }
}

using System.Diagnostics;
using System.Globalization;
using Ddas.Nas.Supernet;

namespace Ddas.Nas.Tool.Display;

/// <summary>Shows a warm-up while it runs; each epoch leaves a line.</summary>
/// <param name="line">Where.</param>
/// <param name="batchSize">Images in a batch.</param>
internal sealed class WarmupDisplay(ProgressLine line, int batchSize) : IProgress<WarmupProgress>
{
    private const int CurveWidth = 48;
    private readonly TimeLeft left = new();
    private readonly List<double> accuracies = [];
    private readonly Stopwatch batch = Stopwatch.StartNew();

    public void Report(WarmupProgress value)
    {
        string pace = Pace.Images(batchSize, batch.Elapsed.TotalSeconds);
        string timeLeft = left.At((value.Epoch - 1 + ((double)value.Batch / value.Batches)) / value.Epochs);
        if (value.Completed is { } epoch)
        {
            if (epoch.OneShot is { } score) accuracies.Add(score.Accuracy);
            string oneShot = epoch.OneShot is { } now ? string.Create(CultureInfo.InvariantCulture, $", one-shot {now.Accuracy:P1}, best {accuracies.Max():P1}") : "";
            line.Keep(string.Create(CultureInfo.InvariantCulture, $"warm-up epoch {value.Epoch}/{value.Epochs}: loss {epoch.TrainLoss:F3}{oneShot}, {timeLeft} left"));
        }
        else
        {
            line.Show(
                string.Create(CultureInfo.InvariantCulture, $"warm-up epoch {value.Epoch}/{value.Epochs}, batch {value.Batch}/{value.Batches}, {timeLeft} left, {Pace.Memory()}{pace}"),
                live: accuracies.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"one-shot {accuracies.Min():P1} {Sparkline.Of(accuracies, CurveWidth)} {accuracies.Max():P1}") : "");
        }

        batch.Restart();
    }
}

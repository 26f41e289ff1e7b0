using System.Diagnostics;
using System.Globalization;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.CifarSearch.Display;

/// <summary>Shows the training of a found cell while it runs; each epoch leaves a line.</summary>
/// <param name="line">Where.</param>
/// <param name="cell">What to call the cell.</param>
/// <param name="before">Cells that were trained before it.</param>
/// <param name="cells">Cells in all.</param>
/// <param name="batchSize">Images in a batch.</param>
internal sealed class TrainingDisplay(ProgressLine line, string cell, int before, int cells, int batchSize) : IProgress<CellTrainingProgress>
{
    private const int CurveWidth = 48;
    private readonly TimeLeft left = new();
    private readonly List<double> accuracies = [];
    private readonly Stopwatch batch = Stopwatch.StartNew();

    public void Report(CellTrainingProgress value)
    {
        string pace = Pace.Images(batchSize, batch.Elapsed.TotalSeconds);
        string timeLeft = left.At((value.Epoch + ((double)value.Batch / value.Batches)) / value.Epochs);
        string where = string.Create(CultureInfo.InvariantCulture, $"{cell} ({before + 1}/{cells}) epoch {value.Epoch + 1}/{value.Epochs}");
        if (value.Completed is { TestAccuracy: { } accuracy } epoch)
        {
            accuracies.Add(accuracy);
            line.Keep(string.Create(CultureInfo.InvariantCulture, $"{where}: loss {epoch.TrainLoss:F3}, test accuracy {accuracy:P2}, best {accuracies.Max():P2}"));
        }
        else
        {
            line.Show(
                $"{where}, batch {value.Batch}/{value.Batches}, {timeLeft} left for this cell, {Pace.Memory()}{pace}",
                live: accuracies.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"test {accuracies.Min():P1} {Sparkline.Of(accuracies, CurveWidth)} {accuracies.Max():P1}") : "");
        }

        batch.Restart();
    }
}

using System.Diagnostics;
using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.Tool.Display;

/// <summary>Shows the training of a cell while it runs, with a curve of its accuracy; epochs that were tested leave a line.</summary>
/// <param name="line">Where.</param>
/// <param name="cell">What the cell is called.</param>
/// <param name="batchSize">Images in a batch.</param>
internal sealed class CellTrainingDisplay(ProgressLine line, string cell, int batchSize) : IProgress<CellTrainingProgress>
{
    private const int CurveWidth = 48;
    private readonly TimeLeft left = new();
    private readonly List<double> accuracies = [];
    private readonly Stopwatch batch = Stopwatch.StartNew();

    public void Report(CellTrainingProgress value)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"{cell} epoch {value.Epoch + 1}/{value.Epochs}");
        string timeLeft = left.At((value.Epoch + ((double)value.Batch / value.Batches)) / value.Epochs);
        if (value.Completed is { } epoch) accuracies.Add(epoch.TrainAccuracy);
        if (value.Completed is { TestAccuracy: { } accuracy } tested)
            line.Keep(string.Create(CultureInfo.InvariantCulture, $"{where}: loss {tested.TrainLoss:F3}, test accuracy {accuracy:P2}, {timeLeft} left"));
        else
            line.Show(
                string.Create(CultureInfo.InvariantCulture, $"{where}, batch {value.Batch}/{value.Batches}, {timeLeft} left, {Pace.Memory()}{Pace.Images(batchSize, batch.Elapsed.TotalSeconds)}"),
                live: accuracies.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"training accuracy {accuracies.Min():P1} {Sparkline.Of(accuracies, CurveWidth)} {accuracies.Max():P1}") : "");
        batch.Restart();
    }

    /// <summary>Says how the cell does; scripts look for this line.</summary>
    public void Done(TrainedCellManifest manifest) =>
        line.Keep(string.Create(CultureInfo.InvariantCulture, $"{cell} is trained: test accuracy {manifest.TestAccuracy:P2}"));
}

using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Display;

/// <summary>Shows a search while it runs.</summary>
/// <param name="line">Where.</param>
/// <param name="steps">Steps of the whole search.</param>
/// <param name="imagesPerStep">Images that a step trains and measures on; null on a table.</param>
internal sealed class SearchDisplay(ProgressLine line, int steps, int? imagesPerStep) : ISearchObserver
{
    private const int CurveWidth = 48;
    private readonly TimeLeft left = new();
    private readonly List<double> accuracies = [];
    private StepRecord? best;

    public void OnStep(StepRecord record)
    {
        accuracies.Add(record.Accuracy);
        if (best is null || record.Accuracy > best.Accuracy) best = record;
        string timeLeft = left.At((record.Step + 1.0) / steps);
        line.Show(
            string.Create(CultureInfo.InvariantCulture, $"{record.Phase} step {record.Step} ({record.Step + 1}/{steps}), {timeLeft} left, {Pace.Memory()}{Pace.Images(imagesPerStep, record.Seconds)}"),
            string.Create(CultureInfo.InvariantCulture, $"accuracy {record.Accuracy:P1}, best {best.Accuracy:P1} at step {best.Step}, reward {record.Reward:F3}"),
            string.Create(CultureInfo.InvariantCulture, $"{accuracies.Min():P1} {Sparkline.Of(accuracies, CurveWidth)} {accuracies.Max():P1}"));
    }
}

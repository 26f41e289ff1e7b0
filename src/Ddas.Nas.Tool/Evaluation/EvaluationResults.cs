using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ddas.Nas.Pareto;
using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Reporting.Internal;

namespace Ddas.Nas.Tool.Evaluation;

/// <summary>What an evaluation leaves when all its cells are trained: <c>table.csv</c>, <c>statistics.json</c> and a text.</summary>
internal static class EvaluationResults
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes the files and returns the text.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="cells">All cells, in the order of the job list.</param>
    /// <param name="latency">Milliseconds of a cell; null where none was measured.</param>
    public static string Write(string folder, IReadOnlyList<TrainedCellManifest> cells, Func<TrainedCellManifest, double>? latency = null)
    {
        var statistics = TrainedCellStatistics.Of(cells);
        TrainedCellTable.Write(Path.Combine(folder, "table.csv"), cells, latency);
        AtomicFile.Write(Path.Combine(folder, "statistics.json"), stream => JsonSerializer.Serialize(stream, statistics, Json));
        var text = new StringBuilder(TrainedCellTable.ToText(cells, latency));
        AddCorrelation(text, "Spearman", statistics.Spearman);
        AddCorrelation(text, "Kendall", statistics.Kendall);
        AddFit(text, "GFLOPs", statistics.OnGigaflops);
        AddFit(text, "M parameters", statistics.OnMillionParameters);
        if (latency is not null) AddFront(text, cells, latency);
        return text.ToString();
    }

    private static void AddFront(StringBuilder text, IReadOnlyList<TrainedCellManifest> cells, Func<TrainedCellManifest, double> latency)
    {
        var accuracy = new Objective<TrainedCellManifest>("test accuracy", "", Direction.Maximize, static cell => cell.TestAccuracy!.Value);
        var time = new Objective<TrainedCellManifest>("latency", "ms", Direction.Minimize, latency);
        var front = new ParetoFront<TrainedCellManifest>([accuracy, time], cells);
        text.Append(CultureInfo.InvariantCulture, $"front of test accuracy and latency: {string.Join(", ", front.OrderedBy(time).Select(TrainedCellTable.Label))}\n");
    }

    private static void AddCorrelation(StringBuilder text, string name, ConfidenceInterval? interval)
    {
        if (interval is not null)
            text.Append(CultureInfo.InvariantCulture, $"{name} of supernet and test accuracy: {interval.Estimate:F3} ({interval.Confidence:P0}: {interval.Lower:F3} to {interval.Upper:F3})\n");
    }

    private static void AddFit(StringBuilder text, string unit, LinearFit? fit)
    {
        if (fit is not null)
            text.Append(CultureInfo.InvariantCulture, $"test accuracy = {fit.Intercept:F2} {fit.Slope:+ 0.000;- 0.000} x {unit} (percent; correlation {fit.Correlation:F3})\n");
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>What a search measures of itself, for listeners of <see cref="Meter"/> and <see cref="ActivitySource"/>; costs nothing without one.</summary>
internal static class SearchTelemetry
{
    private const string Name = "Ddas.Nas.Agents";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Steps = Meter.CreateCounter<long>("ddas.search.steps", "{step}", "Steps that searches have done.");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("ddas.search.step.duration", "s", "Wall-clock time of a step.");
    private static readonly Histogram<double> Accuracy = Meter.CreateHistogram<double>("ddas.search.accuracy", "1", "Validation accuracy of a step, a fraction.");
    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins the trace of a step; null where nobody listens.</summary>
    public static Activity? BeginStep(int step) => Source.StartActivity("search step")?.SetTag("ddas.step", step);

    /// <summary>Counts a step.</summary>
    /// <param name="activity">What <see cref="BeginStep"/> returned.</param>
    /// <param name="record">The step.</param>
    public static void EndStep(Activity? activity, StepRecord record)
    {
        var phase = new KeyValuePair<string, object?>("ddas.phase", record.Phase);
        Steps.Add(1, phase);
        Seconds.Record(record.Seconds, phase);
        Accuracy.Record(record.Accuracy, phase);
        activity?.SetTag("ddas.phase", record.Phase).SetTag("ddas.accuracy", record.Accuracy).SetTag("ddas.genotype", record.Genotype);
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ddas.Nas.Supernet;

/// <summary>What warm-ups and trainings measure of themselves, for listeners of <see cref="Meter"/> and <see cref="ActivitySource"/>; costs nothing without one.</summary>
internal static class SupernetTelemetry
{
    private const string Name = "Ddas.Nas.Supernet";

    private static readonly Meter Meter = new(Name);
    private static readonly UpDownCounter<long> Trainings = Meter.CreateUpDownCounter<long>("ddas.trainings.active", "{training}", "Warm-ups and trainings of cells under way.");
    private static readonly Counter<long> Batches = Meter.CreateCounter<long>("ddas.training.batches", "{batch}", "Batches that warm-ups and trainings have done.");
    private static readonly ActivitySource Source = new(Name);

    /// <summary>Counts and traces a warm-up or a training until it is disposed.</summary>
    public static IDisposable Begin(string noun) => new Tracked(noun);

    public static void Batch(string noun) => Batches.Add(1, new KeyValuePair<string, object?>("ddas.activity", noun));

    private sealed class Tracked : IDisposable
    {
        private readonly KeyValuePair<string, object?> tag;
        private readonly Activity? activity;

        public Tracked(string noun)
        {
            tag = new("ddas.activity", noun);
            activity = Source.StartActivity(noun);
            Trainings.Add(1, tag);
        }

        public void Dispose()
        {
            Trainings.Add(-1, tag);
            activity?.Dispose();
        }
    }
}

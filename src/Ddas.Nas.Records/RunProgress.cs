using System.Globalization;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records;

/// <summary>
/// Where something that runs long stands: a warm-up and a training after every batch and every epoch, a search after every
/// step. Reported on the thread that runs, so that an exception of the receiver ends the run.
/// </summary>
/// <param name="Activity">What runs: <c>warm-up</c>, <c>search</c> or <c>training</c>.</param>
/// <param name="Done">Steps of the search, or batches over all epochs, that are done; those of an earlier part too.</param>
/// <param name="Total">Steps or batches of the whole.</param>
public sealed record RunProgress(string Activity, long Done, long Total)
{
    /// <summary>The step that has just ended; null in a warm-up and a training.</summary>
    public StepRecord? Step { get; init; }

    /// <summary>The epoch under way, or just complete; null in a search.</summary>
    public EpochProgress? Epoch { get; init; }

    /// <summary>A receiver that is called at once, on the reporting thread (unlike <see cref="Progress{T}"/>).</summary>
    public static IProgress<RunProgress> Each(Action<RunProgress> receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        return new Receiver(receive);
    }

    /// <summary>A line for a person, such as <c>search: step 12 of 300, explore, accuracy 14.2 %</c>.</summary>
    public override string ToString() => (Step, Epoch) switch
    {
        ({ } step, _) => string.Create(CultureInfo.InvariantCulture, $"{Activity}: step {Done} of {Total}, {step.Phase}, accuracy {100 * step.Accuracy:F1} %"),
        (_, { Loss: { } loss } epoch) => string.Create(CultureInfo.InvariantCulture, $"{Activity}: epoch {epoch.Number} of {epoch.Count}, loss {loss:F3}{(epoch.Accuracy is { } accuracy ? $", accuracy {(100 * accuracy).ToString("F1", CultureInfo.InvariantCulture)} %" : "")}"),
        (_, { } epoch) => string.Create(CultureInfo.InvariantCulture, $"{Activity}: epoch {epoch.Number} of {epoch.Count}, batch {epoch.Batch} of {epoch.Batches}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Activity}: {Done} of {Total}"),
    };

    private sealed class Receiver(Action<RunProgress> receive) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => receive(value);
    }
}

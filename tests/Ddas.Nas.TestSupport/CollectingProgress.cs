using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.TestSupport;

/// <summary>Keeps all that it is told, and then does what a test wants done.</summary>
/// <param name="then">Called after each report, for example to cancel; null for nothing.</param>
public sealed class CollectingProgress(Action<RunProgress>? then = null) : IProgress<RunProgress>
{
    /// <summary>The reports, in the order they came.</summary>
    public List<RunProgress> Reports { get; } = [];

    /// <summary>The steps of a search that were reported.</summary>
    public IReadOnlyList<StepRecord> Steps => [.. Reports.Select(static report => report.Step).OfType<StepRecord>()];

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        Reports.Add(value);
        then?.Invoke(value);
    }
}

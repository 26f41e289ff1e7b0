using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.TestSupport;

/// <summary>Keeps the records of all steps it sees.</summary>
public sealed class CollectingObserver : ISearchObserver
{
    /// <summary>The records, in the order they came.</summary>
    public List<StepRecord> Records { get; } = [];

    /// <inheritdoc/>
    public void OnStep(StepRecord record) => Records.Add(record);
}

using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests;

/// <summary>Does something with each record.</summary>
internal sealed class ActionObserver(Action<StepRecord> action) : ISearchObserver
{
    public void OnStep(StepRecord record) => action(record);
}

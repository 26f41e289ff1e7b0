using Ddas.Nas.SearchSpace.Records;

namespace Ddas.Nas.Agents.Tests;

/// <summary>Does something with each record.</summary>
internal sealed class ActionObserver(Action<StepRecord> action) : ISearchObserver
{
    public void OnStep(StepRecord record) => action(record);
}

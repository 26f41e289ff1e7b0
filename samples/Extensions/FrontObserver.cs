using Ddas.Nas.Agents;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace.Records;

namespace Ddas.Nas.Extensions;

/// <summary>Keeps the front of a running search.</summary>
internal sealed class FrontObserver(ParetoFront<StepRecord> front) : ISearchObserver
{
    public void OnStep(StepRecord record) => front.Add(record);
}

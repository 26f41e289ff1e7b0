using Ddas.Nas.Agents;
using Ddas.Nas.Pareto;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Extensions;

/// <summary>Keeps the front of a running search.</summary>
internal sealed class FrontObserver(ParetoFront<StepRecord> front) : ISearchObserver
{
    public void OnStep(StepRecord record) => front.Add(record);
}

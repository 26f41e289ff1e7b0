using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Extensions;

/// <summary>A cost of one's own: milliseconds on some device, from a table of its operations.</summary>
internal sealed class LatencyCost(IReadOnlyDictionary<Operation, double> milliseconds) : IArchitectureCost
{
    public string Name => "latency";

    public double Of(Architecture architecture) =>
        Enumerable.Range(0, architecture.Space.CellKinds.Count).SelectMany(kind => architecture.Cell(kind)).Sum(pair => milliseconds.GetValueOrDefault(architecture.Space.Operations[pair.Operation]));
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Extensions;

/// <summary>Another discretizer's architecture with at most some skip connections in a cell: the weakest of the others become the best other operation of their edge.</summary>
internal sealed class SkipLimit(IDiscretizer inner, int limit) : IDiscretizer
{
    public Architecture Discretize(ArchitectureWeights alpha)
    {
        var architecture = inner.Discretize(alpha);
        int skip = alpha.Space.IndexOf(DartsOperations.SkipConnect);
        return new Architecture(alpha.Space, Enumerable.Range(0, alpha.Space.CellKinds.Count).Select(kind =>
        {
            var kept = architecture.Cell(kind).Where(p => p.Operation == skip).OrderByDescending(p => alpha[kind, p.Edge, skip]).Take(limit).ToHashSet();
            return architecture.Cell(kind).Select(p => p.Operation != skip || kept.Contains(p) ? p : p with { Operation = BestOther(alpha, kind, p.Edge, skip) });
        }));
    }

    private static int BestOther(ArchitectureWeights alpha, int kind, int edge, int skip) =>
        Enumerable.Range(0, alpha.Space.Operations.Count).Where(operation => operation != skip).MaxBy(operation => alpha[kind, edge, operation]);
}

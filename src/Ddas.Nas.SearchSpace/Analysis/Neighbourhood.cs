using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.SearchSpace.Analysis;

/// <summary>
/// The architectures that differ from one in exactly one pair: by another operation on the same edge, or the same
/// operation on a free edge of the same node. The moves of evolution (Real et al. 2019) and local search (White et al.
/// 2021). A DARTS architecture has 112 + 24 neighbours, one of NAS-Bench-201 has 24.
/// </summary>
public static class Neighbourhood
{
    /// <summary>All changes of one operation, by cell kind, edge, operation.</summary>
    /// <param name="architecture">The architecture in the middle.</param>
    /// <param name="none">Whether a pair may become <see cref="Operation.None"/>.</param>
    public static IReadOnlyList<PairChange> OperationChanges(Architecture architecture, NonePolicy none = NonePolicy.Allow)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var space = architecture.Space;
        int excluded = none == NonePolicy.Exclude ? space.IndexOf(Operation.None) : -1;
        return
        [
            .. from kind in Enumerable.Range(0, space.CellKinds.Count)
               from pair in architecture.Cell(kind)
               from operation in Enumerable.Range(0, space.Operations.Count)
               where operation != pair.Operation && operation != excluded
               select new PairChange(kind, pair, pair with { Operation = operation }),
        ];
    }

    /// <summary>All changes of one input edge, by cell kind, old edge, new edge; none where every edge is chosen.</summary>
    /// <param name="architecture">The architecture in the middle.</param>
    public static IReadOnlyList<PairChange> EdgeChanges(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var (space, topology) = (architecture.Space, architecture.Space.Topology);
        return
        [
            .. from kind in Enumerable.Range(0, space.CellKinds.Count)
               let taken = architecture.Cell(kind).Select(static p => p.Edge).ToHashSet()
               from pair in architecture.Cell(kind)
               let incoming = topology.IncomingEdges(topology.Edges[pair.Edge].Node)
               from edge in Enumerable.Range(incoming.Start.Value, incoming.End.Value - incoming.Start.Value)
               where !taken.Contains(edge)
               select new PairChange(kind, pair, pair with { Edge = edge }),
        ];
    }
}

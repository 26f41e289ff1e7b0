using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Benchmarks.Throughput;

/// <summary>Multiply-adds of the search network.</summary>
internal static class Work
{
    /// <summary>Of one image's forward pass through an architecture, in 1e9.</summary>
    public static double GigaMacs(NetworkSkeleton skeleton, Architecture architecture) => new DartsNetworkCost(skeleton).Of(architecture).Macs / 1e9;

    /// <summary>Of one image's forward pass through all operations, in 1e9: costs of pairs add up.</summary>
    public static double GigaMacs(NetworkSkeleton skeleton)
    {
        var space = SearchSpaceDefinition.Darts;
        var cost = new DartsNetworkCost(skeleton);
        ChosenPair[] nothing = [.. Enumerable.Range(0, space.Topology.Nodes).SelectMany(node => new[] { 0, 1 }.Select(source => new ChosenPair(space.Topology.EdgeIndex(source, node), 0)))];
        long Macs(int kind, ChosenPair pair)
        {
            // The pair takes the place of one that enters the same node.
            int node = space.Topology.Edges[pair.Edge].Node;
            var cell = nothing.ToList();
            int place = cell.FindIndex(p => p.Edge == pair.Edge);
            cell[place >= 0 ? place : node * 2] = pair;
            return cost.Of(new Architecture(space, kind == 0 ? [cell, nothing] : [nothing, cell])).Macs;
        }

        long fixedPart = cost.Of(new Architecture(space, [nothing, nothing])).Macs;
        return (fixedPart + (
            from kind in Enumerable.Range(0, 2)
            from edge in Enumerable.Range(0, space.Topology.Edges.Count)
            from operation in Enumerable.Range(0, space.Operations.Count)
            select Macs(kind, new ChosenPair(edge, operation)) - fixedPart).Sum()) / 1e9;
    }
}

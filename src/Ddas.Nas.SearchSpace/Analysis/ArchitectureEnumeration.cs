using System.Numerics;

namespace Ddas.Nas.SearchSpace.Analysis;

/// <summary>Counts and lists the architectures of a space.</summary>
public static class ArchitectureEnumeration
{
    /// <summary>
    /// The number of architectures: the product of C(incoming, kept) x operations^kept over cells and nodes. DARTS:
    /// 9,119,789,245,425,254,400 (about 9.1e18); NAS-Bench-201: 15,625.
    /// </summary>
    public static BigInteger Count(SearchSpaceDefinition space)
    {
        ArgumentNullException.ThrowIfNull(space);
        var perCell = BigInteger.One;
        for (int node = 0; node < space.Topology.Nodes; node++)
        {
            int incoming = space.Topology.Inputs + node;
            int kept = space.Topology.Choice.Count(incoming);
            perCell *= Combinations(incoming, kept) * BigInteger.Pow(space.Operations.Count, kept);
        }

        return BigInteger.Pow(perCell, space.CellKinds.Count);
    }

    /// <summary>All architectures, each once, in a fixed order; made as they are asked for, since there may be very many.</summary>
    public static IEnumerable<Architecture> All(SearchSpaceDefinition space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return AllCells(space, space.CellKinds.Count).Select(cells => new Architecture(space, cells));
    }

    private static IEnumerable<IEnumerable<ChosenPair>[]> AllCells(SearchSpaceDefinition space, int kinds) =>
        kinds == 0
            ? [[]]
            : from before in AllCells(space, kinds - 1)
              from cell in AllNodes(space, space.Topology.Nodes)
              select (IEnumerable<ChosenPair>[])[.. before, cell];

    private static IEnumerable<ChosenPair[]> AllNodes(SearchSpaceDefinition space, int nodes)
    {
        if (nodes == 0) return [[]];
        var incoming = space.Topology.IncomingEdges(nodes - 1);
        int kept = space.Topology.Choice.Count(incoming.End.Value - incoming.Start.Value);
        return from before in AllNodes(space, nodes - 1)
               from pairs in Choices(incoming.Start.Value, incoming.End.Value, kept, space.Operations.Count)
               select (ChosenPair[])[.. before, .. pairs];
    }

    private static IEnumerable<ChosenPair[]> Choices(int firstEdge, int endEdge, int kept, int operations) =>
        kept == 0
            ? [[]]
            : from edge in Enumerable.Range(firstEdge, endEdge - firstEdge)
              from operation in Enumerable.Range(0, operations)
              from rest in Choices(edge + 1, endEdge, kept - 1, operations)
              select (ChosenPair[])[new ChosenPair(edge, operation), .. rest];

    private static BigInteger Combinations(int n, int k)
    {
        var result = BigInteger.One;
        for (int i = 1; i <= k; i++) result = result * (n - k + i) / i;
        return result;
    }
}

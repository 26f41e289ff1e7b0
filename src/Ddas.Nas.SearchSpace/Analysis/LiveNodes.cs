namespace Ddas.Nas.SearchSpace.Analysis;

/// <summary>
/// Which nodes an image reaches. A node is live where an edge that does not carry <see cref="Operation.None"/> comes to it
/// from an input or from a live node; a dead node puts out zeros, and a dead cell nothing but zeros. Of uniformly random
/// DARTS cells 1.3 in 10,000 are dead.
/// </summary>
public static class LiveNodes
{
    /// <summary>For each node of a cell, whether it is live.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="cellKind">Index into <see cref="SearchSpaceDefinition.CellKinds"/>.</param>
    public static IReadOnlyList<bool> Of(Architecture architecture, int cellKind) => Array.ConvertAll(Depths(architecture, cellKind), static depth => depth > 0);

    /// <summary>Whether a cell puts out zeros whatever it is given: none of the nodes that make its output is live.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="cellKind">Index into <see cref="SearchSpaceDefinition.CellKinds"/>.</param>
    public static bool IsDead(Architecture architecture, int cellKind)
    {
        int[] depths = Depths(architecture, cellKind);
        return architecture.Space.Topology.Output == CellOutput.LastNode ? depths[^1] == 0 : Array.TrueForAll(depths, static depth => depth == 0);
    }

    /// <summary>For each node, the length of the longest path over live edges from an input; 0 for a dead node.</summary>
    internal static int[] Depths(Architecture architecture, int cellKind)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var topology = architecture.Space.Topology;
        int none = architecture.Space.IndexOf(Operation.None);
        var depths = new int[topology.Nodes];
        foreach (var pair in architecture.Cell(cellKind))
        {
            var edge = topology.Edges[pair.Edge];
            int source = edge.Source - topology.Inputs;
            if (pair.Operation != none && (source < 0 || depths[source] > 0))
                depths[edge.Node] = Math.Max(depths[edge.Node], source < 0 ? 1 : depths[source] + 1);
        }

        return depths;
    }
}

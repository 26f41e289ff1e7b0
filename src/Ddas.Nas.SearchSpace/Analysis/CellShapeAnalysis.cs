namespace Ddas.Nas.SearchSpace.Analysis;

/// <summary>
/// Width and depth of cells. An edge that carries <see cref="Operation.None"/> counts for neither. A node adds to the width
/// the share of its edges that come from the cell's inputs: in the DARTS space, half a c for each. The depth is the longest
/// path that starts at an input and, where nodes are concatenated, the connection to the output.
/// </summary>
public static class CellShapeAnalysis
{
    /// <summary>The shape of one cell.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="cellKind">Index into <see cref="SearchSpaceDefinition.CellKinds"/>.</param>
    public static CellShape Of(Architecture architecture, int cellKind)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var topology = architecture.Space.Topology;
        int none = architecture.Space.IndexOf(Operation.None);
        double width = 0;
        foreach (var pair in architecture.Cell(cellKind))
        {
            var edge = topology.Edges[pair.Edge];
            if (pair.Operation != none && edge.Source < topology.Inputs) width += 1.0 / topology.Choice.Count(topology.Inputs + edge.Node);
        }

        int[] depths = LiveNodes.Depths(architecture, cellKind);
        int depth = topology.Output == CellOutput.ConcatenateNodes ? depths.Max() + 1 : depths[^1];
        return new CellShape(width, LiveNodes.IsDead(architecture, cellKind) ? 0 : depth);
    }

    /// <summary>The shapes of all cells, in the order of <see cref="SearchSpaceDefinition.CellKinds"/>.</summary>
    public static IReadOnlyList<CellShape> Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return [.. Enumerable.Range(0, architecture.Space.CellKinds.Count).Select(kind => Of(architecture, kind))];
    }
}

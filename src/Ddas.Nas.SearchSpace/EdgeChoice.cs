namespace Ddas.Nas.SearchSpace;

/// <summary>How many of a node's incoming edges an architecture keeps.</summary>
public readonly record struct EdgeChoice
{
    private EdgeChoice(int edgesPerNode) => EdgesPerNode = edgesPerNode;

    /// <summary>Every edge carries one operation (NAS-Bench-201). The <c>default</c> value.</summary>
    public static EdgeChoice EveryEdge => default;

    /// <summary>The number of edges kept per node, or 0 when every edge is kept.</summary>
    public int EdgesPerNode { get; }

    /// <summary>A node keeps its best <paramref name="edges"/> edges (DARTS: 2), or all where it has fewer.</summary>
    /// <param name="edges">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="edges"/> is below 1.</exception>
    public static EdgeChoice BestPerNode(int edges)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(edges, 1);
        return new EdgeChoice(edges);
    }

    /// <summary>The number of edges kept at a node with <paramref name="incoming"/> incoming edges.</summary>
    public int Count(int incoming) => EdgesPerNode == 0 ? incoming : Math.Min(EdgesPerNode, incoming);

    /// <inheritdoc/>
    public override string ToString() => EdgesPerNode == 0 ? "every edge" : $"best {EdgesPerNode} per node";
}

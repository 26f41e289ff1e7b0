namespace Ddas.Nas.SearchSpace;

/// <summary>
/// The directed acyclic graph of a cell: input states, then nodes, each fed by every state before it. Edges are
/// listed node by node and, within a node, by rising source; that order is alpha's row order.
/// </summary>
public sealed class CellTopology : IEquatable<CellTopology>
{
    private readonly int[] firstEdge;

    /// <summary>Creates a topology.</summary>
    /// <param name="inputs">Number of input states, at least 1 (DARTS: 2).</param>
    /// <param name="nodes">Number of intermediate nodes, at least 1 (DARTS: 4).</param>
    /// <param name="choice">How many edges a node keeps.</param>
    /// <param name="output">What the cell hands on.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public CellTopology(int inputs, int nodes, EdgeChoice choice, CellOutput output)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        if (!Enum.IsDefined(output)) throw new ArgumentOutOfRangeException(nameof(output), output, "Unknown cell output.");
        (Inputs, Nodes, Choice, Output) = (inputs, nodes, choice, output);
        firstEdge = new int[nodes + 1];
        var edges = new List<Edge>();
        for (int node = 0; node < nodes; node++)
        {
            firstEdge[node] = edges.Count;
            for (int source = 0; source < inputs + node; source++) edges.Add(new Edge(source, node));
            ChosenPairs += choice.Count(inputs + node);
        }

        firstEdge[nodes] = edges.Count;
        Edges = edges.AsReadOnly();
    }

    /// <summary>Number of input states.</summary>
    public int Inputs { get; }

    /// <summary>Number of intermediate nodes.</summary>
    public int Nodes { get; }

    /// <summary>All edges, node by node, by rising source within a node.</summary>
    public IReadOnlyList<Edge> Edges { get; }

    /// <summary>How many edges a node keeps.</summary>
    public EdgeChoice Choice { get; }

    /// <summary>What the cell hands on.</summary>
    public CellOutput Output { get; }

    /// <summary>Number of (edge, operation) pairs an architecture chooses in one cell (DARTS: 8).</summary>
    public int ChosenPairs { get; }

    /// <summary>The indices of the edges that enter <paramref name="node"/>, as a half-open range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such node.</exception>
    public Range IncomingEdges(int node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(node, Nodes);
        return firstEdge[node]..firstEdge[node + 1];
    }

    /// <summary>The index of the edge from <paramref name="source"/> to <paramref name="node"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such edge.</exception>
    public int EdgeIndex(int source, int node)
    {
        int first = IncomingEdges(node).Start.Value;
        ArgumentOutOfRangeException.ThrowIfNegative(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(source, Inputs + node);
        return first + source;
    }

    /// <inheritdoc/>
    public bool Equals(CellTopology? other) =>
        other is not null && (Inputs, Nodes, Choice, Output) == (other.Inputs, other.Nodes, other.Choice, other.Output);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CellTopology);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Inputs, Nodes, Choice, Output);
}

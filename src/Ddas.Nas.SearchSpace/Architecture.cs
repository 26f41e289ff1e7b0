using System.Collections.Immutable;

namespace Ddas.Nas.SearchSpace;

/// <summary>
/// One architecture of a space: the chosen (edge, operation) pairs of each cell kind, in canonical order (rising edge),
/// equal by value. It is what alpha is discretized to (Algorithm 1); <see cref="Weights"/> is alpha_d.
/// </summary>
public sealed class Architecture : IEquatable<Architecture>
{
    private readonly ImmutableArray<ImmutableArray<ChosenPair>> cells;

    /// <summary>Creates an architecture.</summary>
    /// <param name="space">The space.</param>
    /// <param name="cells">The pairs of each cell kind, in any order; each node gets as many distinct edges as the space asks.</param>
    /// <exception cref="ArgumentException">The pairs do not fit the space; the message says which.</exception>
    public Architecture(SearchSpaceDefinition space, IEnumerable<IEnumerable<ChosenPair>> cells)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(cells);
        Space = space;
        this.cells = [.. cells.Select(static pairs => pairs.OrderBy(static p => p.Edge).ThenBy(static p => p.Operation).ToImmutableArray())];
        if (this.cells.Length != space.CellKinds.Count)
            throw new ArgumentException($"Space '{space.Name}' has {space.CellKinds.Count} cell kinds, not {this.cells.Length}.", nameof(cells));
        for (int kind = 0; kind < this.cells.Length; kind++) Check(space, kind, this.cells[kind]);
    }

    /// <summary>Takes pairs that are known to fit the space and to stand in canonical order.</summary>
    internal Architecture(SearchSpaceDefinition space, ImmutableArray<ImmutableArray<ChosenPair>> cells) => (Space, this.cells) = (space, cells);

    /// <summary>The space.</summary>
    public SearchSpaceDefinition Space { get; }

    /// <summary>Alpha_d: 1 at every chosen pair, 0 elsewhere.</summary>
    public ArchitectureWeights Weights
    {
        get
        {
            var values = new float[Space.ActionLength];
            for (int kind = 0; kind < cells.Length; kind++)
                foreach (var pair in cells[kind])
                    values[Space.Offset(kind, pair.Edge, pair.Operation)] = 1;
            return ArchitectureWeights.FromValues(Space, values);
        }
    }

    /// <summary>The chosen pairs of a cell kind, by rising edge.</summary>
    public ImmutableArray<ChosenPair> Cell(int cellKind) => cells[cellKind];

    /// <summary>Number of chosen pairs whose operation is <paramref name="operation"/>, over all cell kinds.</summary>
    public int Count(Operation operation)
    {
        int index = Space.IndexOf(operation);
        return cells.Sum(cell => cell.Count(pair => pair.Operation == index));
    }

    /// <summary>
    /// The distance to another architecture: how many of this one's (edge, operation) pairs the other does not have.
    /// Symmetric, since both choose as many pairs. Two DARTS architectures are similar when it is below 6 of 16.
    /// </summary>
    /// <exception cref="ArgumentException">The other belongs to another space.</exception>
    public int DifferingPairs(Architecture other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Space.Equals(other.Space)) throw new ArgumentException($"Cannot compare an architecture of '{Space.Name}' with one of '{other.Space.Name}'.", nameof(other));
        int same = 0;
        for (int kind = 0; kind < cells.Length; kind++) same += cells[kind].Intersect(other.cells[kind]).Count();
        return Space.ChosenPairs - same;
    }

    /// <summary>The same architecture but for the operation of one chosen pair.</summary>
    internal Architecture WithOperation(int cellKind, int pair, int operation) =>
        new(Space, cells.SetItem(cellKind, cells[cellKind].SetItem(pair, cells[cellKind][pair] with { Operation = operation })));

    /// <inheritdoc/>
    public bool Equals(Architecture? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Space.Equals(other.Space) && cells.Zip(other.cells).All(static p => p.First.SequenceEqual(p.Second)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Architecture);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var cell in cells)
            foreach (var pair in cell)
                hash.Add(pair);
        return hash.ToHashCode();
    }

    /// <summary>The architecture as files write it: <see cref="ArchitectureText.Format"/>.</summary>
    public override string ToString() => ArchitectureText.Format(this);

    private static void Check(SearchSpaceDefinition space, int kind, ImmutableArray<ChosenPair> pairs)
    {
        var topology = space.Topology;
        foreach (var pair in pairs)
        {
            if ((uint)pair.Edge >= (uint)topology.Edges.Count)
                throw new ArgumentException($"The {space.CellName(kind)} names edge {pair.Edge}, but edges run from 0 to {topology.Edges.Count - 1}.");
            if ((uint)pair.Operation >= (uint)space.Operations.Count)
                throw new ArgumentException($"The {space.CellName(kind)} names operation {pair.Operation}, but operations run from 0 to {space.Operations.Count - 1}.");
        }

        for (int node = 0; node < topology.Nodes; node++)
        {
            var (start, end) = (topology.IncomingEdges(node).Start.Value, topology.IncomingEdges(node).End.Value);
            int expected = topology.Choice.Count(end - start);
            int[] edges = [.. pairs.Where(p => p.Edge >= start && p.Edge < end).Select(static p => p.Edge)];
            if (edges.Length != expected || edges.Distinct().Count() != expected)
                throw new ArgumentException($"Node {node} of the {space.CellName(kind)} needs {expected} pairs on different edges, but has {edges.Length} on {edges.Distinct().Count()}.");
        }
    }
}

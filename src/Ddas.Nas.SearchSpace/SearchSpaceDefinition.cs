namespace Ddas.Nas.SearchSpace;

/// <summary>
/// A cell search space: which kinds of cell there are, the graph they share and the operations an edge may carry.
/// Immutable, equal by value. It fixes the layout of alpha: [cell kind, edge, operation], row-major.
/// </summary>
public sealed class SearchSpaceDefinition : IEquatable<SearchSpaceDefinition>
{
    /// <summary>The DARTS space: normal and reduction cell, 2 inputs, 4 nodes, 14 edges, 8 operations; alpha has 224 numbers.</summary>
    public static SearchSpaceDefinition Darts { get; } = new(
        "darts", ["normal", "reduce"], new CellTopology(2, 4, EdgeChoice.BestPerNode(2), CellOutput.ConcatenateNodes), DartsOperations.All);

    /// <summary>The NAS-Bench-201 space: one cell kind, 1 input, 3 nodes, 6 edges, 5 operations; alpha has 30 numbers.</summary>
    public static SearchSpaceDefinition NasBench201 { get; } = new(
        "nasbench201", ["cell"], new CellTopology(1, 3, EdgeChoice.EveryEdge, CellOutput.LastNode), NasBench201Operations.All);

    private readonly Dictionary<Operation, int> operationIndex;

    /// <summary>Creates a space.</summary>
    /// <param name="name">A short name that files carry.</param>
    /// <param name="cellKinds">At least one, distinct: the kinds of cell that are searched.</param>
    /// <param name="topology">The graph that every kind shares.</param>
    /// <param name="operations">At least one, distinct: alpha's columns.</param>
    /// <exception cref="ArgumentException">A name is empty or a list is empty or has duplicates.</exception>
    public SearchSpaceDefinition(string name, IEnumerable<string> cellKinds, CellTopology topology, IEnumerable<Operation> operations)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(cellKinds);
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(operations);
        string[] kinds = [.. cellKinds];
        Operation[] ops = [.. operations];
        if (kinds.Length == 0 || kinds.Any(string.IsNullOrWhiteSpace) || kinds.Distinct().Count() != kinds.Length)
            throw new ArgumentException("A search space needs at least one cell kind, each with a name of its own.", nameof(cellKinds));
        if (ops.Length == 0 || ops.Distinct().Count() != ops.Length)
            throw new ArgumentException("A search space needs at least one operation, and each only once.", nameof(operations));
        (Name, CellKinds, Topology, Operations) = (name, Array.AsReadOnly(kinds), topology, Array.AsReadOnly(ops));
        operationIndex = ops.Select((operation, index) => (operation, index)).ToDictionary(p => p.operation, p => p.index);
    }

    /// <summary>The name that files carry.</summary>
    public string Name { get; }

    /// <summary>The kinds of cell that are searched, in alpha's order.</summary>
    public IReadOnlyList<string> CellKinds { get; }

    /// <summary>The graph that every kind shares.</summary>
    public CellTopology Topology { get; }

    /// <summary>The operations, in the order of alpha's columns.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Length of alpha: cell kinds x edges x operations.</summary>
    public int ActionLength => CellKinds.Count * Topology.Edges.Count * Operations.Count;

    /// <summary>Number of (edge, operation) pairs an architecture chooses over all cell kinds (DARTS: 16).</summary>
    public int ChosenPairs => CellKinds.Count * Topology.ChosenPairs;

    /// <summary>The position in alpha of an entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the space.</exception>
    public int Offset(int cellKind, int edge, int operation)
    {
        if ((uint)cellKind >= (uint)CellKinds.Count) throw new ArgumentOutOfRangeException(nameof(cellKind), cellKind, "No such cell kind.");
        if ((uint)edge >= (uint)Topology.Edges.Count) throw new ArgumentOutOfRangeException(nameof(edge), edge, "No such edge.");
        if ((uint)operation >= (uint)Operations.Count) throw new ArgumentOutOfRangeException(nameof(operation), operation, "No such operation.");
        return ((cellKind * Topology.Edges.Count) + edge) * Operations.Count + operation;
    }

    /// <summary>What messages call a kind of cell: <c>normal cell</c>, or <c>cell</c> where there is one kind only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such cell kind.</exception>
    public string CellName(int cellKind) => CellKinds.Count == 1 ? "cell" : $"{CellKinds[cellKind]} cell";

    /// <summary>The column of an operation, or -1 when the space does not have it.</summary>
    public int IndexOf(Operation operation) => operationIndex.GetValueOrDefault(operation, -1);

    /// <inheritdoc/>
    public bool Equals(SearchSpaceDefinition? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Name == other.Name && Topology.Equals(other.Topology)
            && CellKinds.SequenceEqual(other.CellKinds) && Operations.SequenceEqual(other.Operations));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchSpaceDefinition);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Topology, CellKinds.Count, Operations.Count);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

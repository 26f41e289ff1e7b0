namespace Ddas.Nas.SearchSpace.Analysis;

/// <summary>How often architectures of a space chose each operation, per cell kind.</summary>
public sealed class OperationHistogram
{
    private readonly int[,] counts;

    /// <summary>Counts.</summary>
    /// <param name="space">The space.</param>
    /// <param name="architectures">Any number of its architectures.</param>
    /// <exception cref="ArgumentException">An architecture belongs to another space.</exception>
    public OperationHistogram(SearchSpaceDefinition space, IEnumerable<Architecture> architectures)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(architectures);
        Space = space;
        counts = new int[space.CellKinds.Count, space.Operations.Count];
        foreach (var architecture in architectures)
        {
            if (!architecture.Space.Equals(space)) throw new ArgumentException($"An architecture belongs to space '{architecture.Space.Name}', not '{space.Name}'.", nameof(architectures));
            for (int kind = 0; kind < space.CellKinds.Count; kind++)
                foreach (var pair in architecture.Cell(kind)) counts[kind, pair.Operation]++;
        }
    }

    /// <summary>The space.</summary>
    public SearchSpaceDefinition Space { get; }

    /// <summary>Number of chosen pairs with an operation in cells of a kind.</summary>
    /// <param name="cellKind">Index into <see cref="SearchSpaceDefinition.CellKinds"/>.</param>
    /// <param name="operation">Index into <see cref="SearchSpaceDefinition.Operations"/>.</param>
    public int Count(int cellKind, int operation) => counts[cellKind, operation];

    /// <summary>The share of a kind's chosen pairs with an operation, 0 to 1; 0 where there were no architectures.</summary>
    /// <param name="cellKind">Index into <see cref="SearchSpaceDefinition.CellKinds"/>.</param>
    /// <param name="operation">Index into <see cref="SearchSpaceDefinition.Operations"/>.</param>
    public double Share(int cellKind, int operation)
    {
        int total = Enumerable.Range(0, Space.Operations.Count).Sum(o => counts[cellKind, o]);
        return total == 0 ? 0 : (double)Count(cellKind, operation) / total;
    }
}

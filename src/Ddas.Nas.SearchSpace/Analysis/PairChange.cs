namespace Ddas.Nas.SearchSpace.Analysis;

/// <summary>One step through a space: a chosen pair of one cell is replaced by another at the same node.</summary>
/// <param name="CellKind">The cell kind.</param>
/// <param name="From">The pair that goes.</param>
/// <param name="To">The pair that comes.</param>
public readonly record struct PairChange(int CellKind, ChosenPair From, ChosenPair To)
{
    /// <summary>The architecture after the change.</summary>
    /// <exception cref="ArgumentException">It does not have the pair that goes, or does not fit the one that comes.</exception>
    public Architecture ApplyTo(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var (kind, from, to) = this;
        if (!architecture.Cell(kind).Contains(from)) throw new ArgumentException($"The {architecture.Space.CellName(kind)} has no pair {from}.", nameof(architecture));
        return new Architecture(
            architecture.Space,
            Enumerable.Range(0, architecture.Space.CellKinds.Count).Select(k => k == kind ? architecture.Cell(k).Replace(from, to) : architecture.Cell(k).AsEnumerable()));
    }
}

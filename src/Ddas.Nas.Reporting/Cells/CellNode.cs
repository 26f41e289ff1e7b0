namespace Ddas.Nas.Reporting.Cells;

/// <summary>A box of a cell's drawing.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its text; empty for a bend.</param>
/// <param name="Layer">The column, from 0.</param>
/// <param name="Operation">Index of the operation; -1 for others.</param>
internal sealed record CellNode(CellNodeKind Kind, string Name, int Layer, int Operation = -1);

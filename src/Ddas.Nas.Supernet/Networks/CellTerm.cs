namespace Ddas.Nas.Supernet.Networks;

/// <summary>One product alpha x op(x) of an edge's mixed operation (Eq. 1).</summary>
/// <param name="Operation">Index of the operation in the space.</param>
/// <param name="Weight">Alpha, not 0.</param>
/// <param name="Shared">Whether another edge from the same state has the operation too.</param>
internal readonly record struct CellTerm(int Operation, float Weight, bool Shared);

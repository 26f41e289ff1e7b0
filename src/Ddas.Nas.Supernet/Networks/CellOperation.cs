using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>An operation that a cell holds, under the name that DARTS gives it.</summary>
/// <param name="Pair">Its edge and its index in the space.</param>
/// <param name="Name"><c>_ops.EDGE._ops.OPERATION</c> in the supernet, <c>_ops.K</c> in a stand-alone network.</param>
internal readonly record struct CellOperation(ChosenPair Pair, string Name);

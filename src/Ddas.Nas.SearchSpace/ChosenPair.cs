namespace Ddas.Nas.SearchSpace;

/// <summary>An (edge, operation) pair that an architecture chooses in one cell.</summary>
/// <param name="Edge">Index into <see cref="CellTopology.Edges"/>.</param>
/// <param name="Operation">Index into <see cref="SearchSpaceDefinition.Operations"/>.</param>
public readonly record struct ChosenPair(int Edge, int Operation);

namespace Ddas.Nas.SearchSpace;

/// <summary>A directed edge of a cell.</summary>
/// <param name="Source">The state it leaves: 0 to inputs - 1 are the cell's inputs, inputs + i is node i.</param>
/// <param name="Node">The node it enters, from 0.</param>
public readonly record struct Edge(int Source, int Node);

namespace Ddas.Nas.SearchSpace;

/// <summary>A cell of the DARTS space that somebody printed.</summary>
/// <param name="Name">Its name, for example <c>DARTS_V2</c>.</param>
/// <param name="Source">Where it was printed.</param>
/// <param name="Genotype">The cell.</param>
public sealed record PublishedCell(string Name, string Source, Genotype Genotype);

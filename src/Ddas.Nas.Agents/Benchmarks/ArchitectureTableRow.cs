using System.Collections.Immutable;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>What a table says of one architecture.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Accuracies">One accuracy a column, fractions.</param>
/// <param name="Loss">The loss column; null where there is none.</param>
/// <param name="TestAccuracy">The test column, a fraction; null where there is none.</param>
/// <param name="Cost">The cost column as it is; null where there is none.</param>
/// <param name="Parameters">The parameters column as it is; null where there is none.</param>
public sealed record ArchitectureTableRow(
    Architecture Architecture, ImmutableArray<double> Accuracies, double? Loss, double? TestAccuracy, double? Cost, double? Parameters)
{
    /// <summary>The score by one of the accuracy columns; the loss is the loss column, else 1 - accuracy.</summary>
    /// <param name="column">Index into <see cref="Accuracies"/>.</param>
    public ArchitectureScore Score(int column) =>
        new(Accuracies[column], Loss ?? 1 - Accuracies[column]) { Figures = Figures.None.With(Figures.TestAccuracy, TestAccuracy) };
}

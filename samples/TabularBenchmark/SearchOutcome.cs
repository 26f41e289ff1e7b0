namespace Ddas.Nas.TabularBenchmark;

/// <summary>What one search gave; accuracies are fractions.</summary>
/// <param name="LastSixth">Mean validation accuracy over the last sixth of the steps.</param>
/// <param name="TestOfBest">Test accuracy of the architecture with the best validation accuracy.</param>
/// <param name="BestSoFar">Best validation accuracy after each step.</param>
internal sealed record SearchOutcome(double LastSixth, double TestOfBest, double[] BestSoFar);

namespace Ddas.Nas.Pareto.Statistics;

/// <summary>One step of several curves, one curve a seed.</summary>
/// <param name="Mean">Mean over seeds.</param>
/// <param name="StandardDeviation">Sample standard deviation (n - 1) over seeds; 0 for a single seed, where it is not defined.</param>
/// <param name="Minimum">Least value over seeds.</param>
/// <param name="Maximum">Greatest value over seeds.</param>
public readonly record struct SeedBand(double Mean, double StandardDeviation, double Minimum, double Maximum);

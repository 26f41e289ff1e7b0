namespace Ddas.Nas.Pareto.Statistics;

/// <summary>A statistic of a sample and the range that plausibly holds its true value.</summary>
/// <param name="Estimate">The statistic of the sample itself.</param>
/// <param name="Lower">Lower end; NaN if the statistic is undefined for the sample or for every resample.</param>
/// <param name="Upper">Upper end; NaN likewise.</param>
/// <param name="Confidence">Share of such intervals that hold the true value, for example 0.95.</param>
/// <param name="Resamples">Number of resamples used: those for which the statistic is not NaN.</param>
public sealed record ConfidenceInterval(double Estimate, double Lower, double Upper, double Confidence, int Resamples);

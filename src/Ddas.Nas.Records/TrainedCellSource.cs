namespace Ddas.Nas.Records;

/// <summary>Which step of which search found a trained architecture.</summary>
/// <param name="Run">Name of the run's folder.</param>
/// <param name="Step">The step, from 0.</param>
/// <param name="SupernetAccuracy">Its validation accuracy in the supernet, a fraction.</param>
/// <param name="SearchFlops">FLOPs of its search network, in the paper's convention; null where the run did not count them.</param>
public sealed record TrainedCellSource(string Run, int Step, double SupernetAccuracy, double? SearchFlops);

using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>BatchNorm at the end of a block.</summary>
/// <param name="RunningMean">[C]; updated in place with batch statistics.</param>
/// <param name="RunningVariance">[C]; updated in place, with the unbiased variance of the batch.</param>
/// <param name="Weight">[C], or null for 1; null exactly if <paramref name="Bias"/> is.</param>
/// <param name="Bias">[C], or null for 0.</param>
/// <param name="BatchStatistics">Whether to normalize with the batch's statistics, or with the running ones.</param>
/// <param name="Momentum">Share of the batch in the running statistics.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record BlockNorm(
    Tensor RunningMean, Tensor RunningVariance, Tensor? Weight, Tensor? Bias, bool BatchStatistics, double Momentum, double Epsilon);

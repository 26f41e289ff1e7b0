using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Supernet;

/// <summary>What an epoch of the warm-up gave.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="LearningRate">Its step size.</param>
/// <param name="TrainLoss">Mean cross-entropy over its batches of D_T, in nats.</param>
/// <param name="OneShot">Accuracy and loss of the all-operations supernet on D_V after it; null where not measured.</param>
public sealed record WarmupEpoch(int Epoch, double LearningRate, double TrainLoss, ArchitectureScore? OneShot);

namespace Ddas.Nas.Supernet;

/// <summary>Where a warm-up stands; reported after every batch and, with <see cref="Completed"/>, after every epoch.</summary>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Epochs">Number of epochs.</param>
/// <param name="Batch">Batches of the epoch that are done.</param>
/// <param name="Batches">Batches in an epoch.</param>
/// <param name="Completed">What the epoch gave, when it is complete; else null.</param>
public sealed record WarmupProgress(int Epoch, int Epochs, int Batch, int Batches, WarmupEpoch? Completed);

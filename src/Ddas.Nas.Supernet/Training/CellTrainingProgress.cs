using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Training;

/// <summary>Where the training of a found cell stands; reported after every batch and, with <see cref="Completed"/>, after every epoch.</summary>
/// <param name="Epoch">The epoch under way, from 0.</param>
/// <param name="Epochs">Number of epochs.</param>
/// <param name="Batch">Batches of the epoch that are done.</param>
/// <param name="Batches">Batches in an epoch.</param>
/// <param name="Completed">What the epoch gave, when it is complete; else null.</param>
public sealed record CellTrainingProgress(int Epoch, int Epochs, int Batch, int Batches, TrainedCellEpoch? Completed);

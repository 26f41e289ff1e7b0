namespace Ddas.Nas.Records;

/// <summary>One epoch of the training of a found cell.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="LearningRate">Its learning rate.</param>
/// <param name="TrainLoss">Mean cross-entropy over its batches, without the auxiliary head's part.</param>
/// <param name="TrainAccuracy">Accuracy over its batches, a fraction.</param>
/// <param name="TestAccuracy">Accuracy on the test images after it, a fraction; null where it was not measured.</param>
/// <param name="Seconds">Wall-clock seconds.</param>
public sealed record TrainedCellEpoch(int Epoch, double LearningRate, double TrainLoss, double TrainAccuracy, double? TestAccuracy, double Seconds);

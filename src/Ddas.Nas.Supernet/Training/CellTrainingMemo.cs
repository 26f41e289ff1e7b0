using Ddas.Nas.Records;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Training;

/// <summary>What a checkpoint says of a <see cref="CellTraining"/> beside its tensors.</summary>
/// <param name="Position">The batch that comes next.</param>
/// <param name="Images">Images trained on in the epoch under way.</param>
/// <param name="Seconds">Wall-clock seconds of that epoch so far.</param>
/// <param name="History">The epochs that are complete.</param>
/// <param name="TestAccuracy">The last measurement on the test images; null before the first.</param>
/// <param name="TestLoss">Its loss.</param>
internal sealed record CellTrainingMemo(BatchPosition Position, long Images, double Seconds, TrainedCellEpoch[] History, double? TestAccuracy = null, double? TestLoss = null);

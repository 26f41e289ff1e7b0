using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.Supernet.Tests.Training;

/// <summary>Trainings small enough for tests.</summary>
internal static class ToyCells
{
    public static readonly Genotype Genotype = PublishedCells.Find("DDAS_NL_CIFAR10_fig8").Genotype;

    public static CellTrainerOptions Options(int epochs = 2, long seed = 0) =>
        new() { Channels = 4, Cells = 3, Epochs = epochs, BatchSize = 16, EvaluateEvery = 2, AuxiliaryWeight = 0, Seed = seed };

    /// <summary>Images of 8 pixels a side that differ by class; the test images are others of the same kind.</summary>
    public static CellTrainingData Data(int side = 8)
    {
        var all = Toy.DataSet(96, side: side);
        return new CellTrainingData(
            all.Subset([.. Enumerable.Range(0, 64)]), all.Subset([.. Enumerable.Range(64, 32)]),
            new CellTrainingDataOptions { Augmentation = new AugmentationOptions { Padding = 1, Cutout = 2 } });
    }
}

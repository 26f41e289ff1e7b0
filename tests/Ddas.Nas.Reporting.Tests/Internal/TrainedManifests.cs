using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Reporting.Tests.Internal;

/// <summary>Manifests of trained cells that no training made.</summary>
internal static class TrainedManifests
{
    public static TrainedCellManifest Of(int step, double supernet, double? test, long flops, long parameters) => new()
    {
        Space = "darts", Genotype = $"Genotype({step})", Source = new TrainedCellSource("run", step, supernet, null), Network = new NetworkSkeleton(), AuxiliaryHead = true,
        Parameters = parameters - 1000, ParametersWithAuxiliary = parameters, FlopsPaper = flops, Options = new Dictionary<string, string>(), Seed = 0, Mean = [0.5], Deviation = [0.25],
        TestAccuracy = test, TestLoss = 0.5, History = [], LibraryVersion = "0.1.0", Threads = 1, ProcessorFeatures = "", Device = "cpu", Dataset = new RunDataset("toy", ""), Start = default,
    };
}

using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;
using Ddas.Nas.Torch;
using TorchSharp;

namespace Ddas.Nas.QuickStart;

/// <summary>What the run's manifest says.</summary>
internal static class RunDescription
{
    public static RunManifest Of(SupernetData data, WarmSupernet supernet, int steps, long seed) => new()
    {
        Space = supernet.Space.Name,
        Options = new Dictionary<string, string> { ["agent"] = "nl", ["steps"] = $"{steps}", ["batches"] = "10", ["cells"] = "3", ["channels"] = "16", ["epochs"] = "4", ["image"] = "16" },
        Command = "dotnet run -c Release --project samples/QuickStart",
        Seed = seed,
        LibraryVersion = RunManifest.CurrentLibraryVersion,
        LibtorchVersion = TorchNative.Describe().LibtorchVersion,
        Threads = torch.get_num_threads(),
        ProcessorFeatures = ProcessorFeatures.Current,
        Device = "cpu",
        Dataset = new RunDataset(data.Description.DataSet, data.Description.Checksum),
        OneShotAccuracy = supernet.OneShot.Accuracy,
        OneShotLoss = supernet.OneShot.Loss,
        Start = DateTimeOffset.Now,
    };
}

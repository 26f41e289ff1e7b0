using Ddas.Nas.SearchSpace;
using Ddas.Nas.Torch;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>What results of torch depend on beside options: device, threads, version.</summary>
internal static class TorchDescription
{
    public static void Describe(RunDescription into, Device device)
    {
        into.Device = device.ToString();
        into.Threads = get_num_threads();
        into.LibtorchVersion = TorchNative.Describe().LibtorchVersion;
    }
}

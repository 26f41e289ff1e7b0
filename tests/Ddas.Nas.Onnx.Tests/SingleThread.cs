[assembly: AssemblyFixture(typeof(Ddas.Nas.Onnx.Tests.SingleThread))]

namespace Ddas.Nas.Onnx.Tests;

/// <summary>One thread for torch: the networks are too small for more.</summary>
public sealed class SingleThread
{
    public SingleThread() => TorchSharp.torch.set_num_threads(1);
}

[assembly: AssemblyFixture(typeof(Ddas.Nas.DependencyInjection.Tests.SingleThread))]

namespace Ddas.Nas.DependencyInjection.Tests;

/// <summary>One thread for torch: test classes run beside each other, and toy tensors gain nothing from more.</summary>
public sealed class SingleThread
{
    public SingleThread() => TorchSharp.torch.set_num_threads(1);
}

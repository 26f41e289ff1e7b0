using TorchSharp;

[assembly: AssemblyFixture(typeof(Ddas.Nas.Agents.Ddpg.Tests.OneThread))]

namespace Ddas.Nas.Agents.Ddpg.Tests;

/// <summary>Torch computes on one thread: these networks are small, and test classes already run side by side.</summary>
public sealed class OneThread
{
    public OneThread() => torch.set_num_threads(1);
}

[assembly: AssemblyFixture(typeof(Ddas.Nas.TestSupport.SingleThread))]

namespace Ddas.Nas.TestSupport;

/// <summary>
/// One thread for torch: test classes run beside each other, and toy tensors gain nothing from more. The count belongs to
/// the process and decides how sums are split, so a test that changed it would change the last bits of another's results.
/// </summary>
public sealed class SingleThread
{
    public SingleThread() => TorchSharp.torch.set_num_threads(1);
}

using System.ComponentModel;
using TorchSharp;

namespace Ddas.Nas.Torch.Internal;

/// <summary>Counts tensor objects, so that tests can demand that none leak.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LiveTensors
{
    /// <summary>
    /// Tensor objects that the current thread made and nobody has disposed. Two objects on one memory count as two. An
    /// object that another thread, or the finalizer, disposes is still counted here, so a leak does not vanish with luck.
    /// </summary>
    public static long Count => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}

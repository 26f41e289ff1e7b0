namespace Ddas.Nas.Supernet.Kernels;

/// <summary>What a network computes with.</summary>
public enum KernelChoice
{
    /// <summary>This library's kernels where they fit (float32 on a CPU), torch's operators elsewhere. The default.</summary>
    Auto,

    /// <summary>
    /// Torch's operators alone: several times slower on a CPU. For comparisons, and to find out whether a kernel is at
    /// fault. Results differ from <see cref="Auto"/> by rounding.
    /// </summary>
    Torch,
}

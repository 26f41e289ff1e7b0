using Ddas.Nas.Supernet.Kernels;
namespace Ddas.Nas.Supernet.Operations;

/// <summary>Where an operation stands in a network.</summary>
/// <param name="Channels">Channels in and out, at least 1.</param>
/// <param name="Stride">1, or 2 on the edges from the inputs of a reduction cell.</param>
/// <param name="Affine">Whether BatchNorm inside the operation has weight and bias: not in the supernet, yes in a stand-alone network.</param>
public readonly record struct OperationSite(int Channels, int Stride, bool Affine)
{
    /// <summary>What the library's own operations compute with.</summary>
    internal BlockKernels Kernels
    {
        get => field ?? BlockKernels.Auto;
        init;
    }
}

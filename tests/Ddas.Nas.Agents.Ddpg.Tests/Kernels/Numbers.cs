using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests.Kernels;

/// <summary>Tensors of given numbers.</summary>
internal static class Numbers
{
    /// <summary>start, start + 1, ... in rows.</summary>
    public static Tensor Sequence(int start, int rows, int columns) => tensor([.. Enumerable.Range(start, rows * columns).Select(static i => (float)i)]).view(rows, columns);

    /// <summary>The same number everywhere.</summary>
    public static Tensor Constant(float value, params long[] size)
    {
        using var scalar = value.ToScalar();
        return full(size, scalar);
    }
}

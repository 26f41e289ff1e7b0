using System.Runtime.Intrinsics;

namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>Floats in a register: 16, 8, 4, or 1 where there is none of the fitting size.</summary>
internal static class Lanes
{
    /// <summary>Those of the processor's widest register.</summary>
    public static int Widest => Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256.IsHardwareAccelerated ? Vector256<float>.Count : Vector128<float>.Count;

    /// <summary>Those of the widest register that so many channels fill.</summary>
    public static int For(int channels, int widest)
    {
        int lanes = widest;
        while (lanes > channels) lanes /= 2;
        return lanes < Vector128<float>.Count ? 1 : lanes;
    }
}

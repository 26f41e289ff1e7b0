using System.Runtime.CompilerServices;
using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>Pieces of one image, each [pixels, channels], side by side as [pixels, depth], and back.</summary>
internal static unsafe class JoinPlane<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Copies a piece to its place among the others.</summary>
    /// <param name="source">Its first pixel.</param>
    /// <param name="step">Floats from one pixel to the next.</param>
    /// <param name="pixels">Number of pixels.</param>
    /// <param name="channels">Channels of the piece.</param>
    /// <param name="relu">Whether ReLU is taken on the way.</param>
    /// <param name="target">Its first channel at the first pixel.</param>
    /// <param name="depth">Channels of all pieces.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(float* source, nint step, int pixels, int channels, bool relu, float* target, int depth)
    {
        int last = channels - TSimd.Width;
        for (; pixels > 0; pixels--, source += step, target += depth)
        {
            for (int at = 0; ; at = Math.Min(at + TSimd.Width, last))
            {
                var value = TSimd.Load(source + at);
                TSimd.Store(relu ? TSimd.Relu(value) : value, target + at);
                if (at == last) break;
            }
        }
    }

    /// <summary>
    /// The reverse for gradients, which are zero where <paramref name="gate"/> (ReLU's input, laid out as the target, or null)
    /// is not positive.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(float* source, int depth, int pixels, int channels, float* gate, float* target, nint step)
    {
        int last = channels - TSimd.Width;
        for (; pixels > 0; pixels--, source += depth, target += step)
        {
            for (int at = 0; ; at = Math.Min(at + TSimd.Width, last))
            {
                var value = TSimd.Load(source + at);
                TSimd.Store(gate is null ? value : TSimd.ReluGradient(value, TSimd.Load(gate + at)), target + at);
                if (at == last) break;
            }

            if (gate is not null) gate += step;
        }
    }
}

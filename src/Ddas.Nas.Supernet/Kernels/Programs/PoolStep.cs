using System.Runtime.CompilerServices;
using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>3x3 pooling with padding 1, over the pixels that are not padding, and BatchNorm.</summary>
internal sealed unsafe class PoolStep<TSimd, TVector, TPooling>(ImageSlot from, int stride, FoldedNorm norm, ImageSlot to, bool add) : IImageStep
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TPooling : struct, IPooling
{
    public int WorkLength => 0;

    public void Run(float* memory, float* work)
    {
        fixed (float* scale = norm.Scale, shift = norm.Shift)
        {
            float* target = memory + to.Offset;
            int vectors = from.Channels / TSimd.Width * TSimd.Width;
            for (int row = 0; row < to.Height; row++)
            {
                int top = Math.Max(row * stride - 1, 0), rows = Math.Min(row * stride + 2, from.Height) - top;
                for (int column = 0; column < to.Width; column++, target += to.Channels)
                {
                    int left = Math.Max(column * stride - 1, 0), columns = Math.Min(column * stride + 2, from.Width) - left;
                    float* window = memory + from.Offset + (top * from.Width + left) * from.Channels;
                    Pool<TSimd, TVector>(window, rows, columns, 0, vectors, scale, shift, target);
                    if (vectors < from.Channels) Pool<SimdScalar, float>(window, rows, columns, vectors, from.Channels, scale, shift, target);
                }
            }
        }
    }

    /// <summary>One pixel's channels from <paramref name="first"/> to before <paramref name="end"/>, a whole number of registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pool<TS, TV>(float* window, int rows, int columns, int first, int end, float* scale, float* shift, float* target)
        where TS : struct, ISimd<TV>
        where TV : struct
    {
        int channels = from.Channels, line = from.Width * channels;
        var share = TS.Broadcast(1f / (rows * columns));
        for (int c = first; c < end; c += TS.Width)
        {
            float* start = window + c;
            var value = TS.Load(start);
            for (int row = 0; row < rows; row++)
            {
                for (int column = row == 0 ? 1 : 0; column < columns; column++)
                {
                    var next = TS.Load(start + row * line + column * channels);
                    value = TPooling.IsMaximum ? TS.Max(value, next) : TS.Add(value, next);
                }
            }

            if (!TPooling.IsMaximum) value = TS.Multiply(value, share);
            value = TS.MultiplyAdd(value, TS.Load(scale + c), TS.Load(shift + c));
            TS.Store(add ? TS.Add(TS.Load(target + c), value) : value, target + c);
        }
    }
}

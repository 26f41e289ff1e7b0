using System.Runtime.CompilerServices;
using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>The steps of BatchNorm on the pixels of one image, [pixels, channels].</summary>
internal static unsafe class NormPlane<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Mean of each channel, and sum of squared deviations from it; the second pass avoids cancellation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Moments(float* image, int pixels, int channels, float* mean, float* squares)
    {
        var share = TSimd.Broadcast(1f / pixels);
        for (int block = 0; block < ChannelBlocks.Count(channels, TSimd.Width); block++)
        {
            int first = ChannelBlocks.First(channels, block, TSimd.Width);
            float* start = image + first, end = start + (nint)pixels * channels;
            TVector s0 = default, s1 = default;
            float* at = start;
            for (; at + channels < end; at += 2 * channels)
            {
                s0 = TSimd.Add(s0, TSimd.Load(at));
                s1 = TSimd.Add(s1, TSimd.Load(at + channels));
            }
            if (at < end) s0 = TSimd.Add(s0, TSimd.Load(at));
            var center = TSimd.Multiply(TSimd.Add(s0, s1), share);
            TVector q0 = default, q1 = default;
            for (at = start; at + channels < end; at += 2 * channels)
            {
                TVector d0 = TSimd.Subtract(TSimd.Load(at), center), d1 = TSimd.Subtract(TSimd.Load(at + channels), center);
                q0 = TSimd.MultiplyAdd(d0, d0, q0);
                q1 = TSimd.MultiplyAdd(d1, d1, q1);
            }
            if (at < end)
            {
                var d = TSimd.Subtract(TSimd.Load(at), center);
                q0 = TSimd.MultiplyAdd(d, d, q0);
            }
            TSimd.Store(center, mean + first);
            TSimd.Store(TSimd.Add(q0, q1), squares + first);
        }
    }

    /// <summary>Sums of a gradient, and of its products with the normalized values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GradientSums(float* gradient, float* normalized, int pixels, int channels, float* sums, float* products)
    {
        for (int block = 0; block < ChannelBlocks.Count(channels, TSimd.Width); block++)
        {
            int first = ChannelBlocks.First(channels, block, TSimd.Width);
            float* g = gradient + first, x = normalized + first, end = g + (nint)pixels * channels;
            TVector s0 = default, s1 = default, p0 = default, p1 = default;
            for (; g + channels < end; g += 2 * channels, x += 2 * channels)
            {
                TVector g0 = TSimd.Load(g), g1 = TSimd.Load(g + channels);
                s0 = TSimd.Add(s0, g0);
                s1 = TSimd.Add(s1, g1);
                p0 = TSimd.MultiplyAdd(g0, TSimd.Load(x), p0);
                p1 = TSimd.MultiplyAdd(g1, TSimd.Load(x + channels), p1);
            }
            if (g < end)
            {
                s0 = TSimd.Add(s0, TSimd.Load(g));
                p0 = TSimd.MultiplyAdd(TSimd.Load(g), TSimd.Load(x), p0);
            }
            TSimd.Store(TSimd.Add(s0, s1), sums + first);
            TSimd.Store(TSimd.Add(p0, p1), products + first);
        }
    }

    /// <summary>output = input * scale + shift; output may be the input, whose overlapping channels are then scaled only once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(float* input, int pixels, int channels, float* scale, float* shift, float* output)
    {
        for (int block = 0; block < ChannelBlocks.Count(channels, TSimd.Width); block++)
        {
            int first = ChannelBlocks.First(channels, block, TSimd.Width), skip = block * TSimd.Width - first;
            TVector a = TSimd.Load(scale + first), b = TSimd.Load(shift + first);
            float* source = input + first, target = output + first, end = source + (nint)pixels * channels;
            if (skip > 0 && input == output)
            {
                for (int pixel = 0; pixel < pixels; pixel++)
                    for (int c = first + skip; c < channels; c++)
                        output[(nint)pixel * channels + c] = float.MultiplyAddEstimate(input[(nint)pixel * channels + c], scale[c], shift[c]);
            }
            else
            {
                for (; source < end; source += channels, target += channels) TSimd.Store(TSimd.MultiplyAdd(TSimd.Load(source), a, b), target);
            }
        }
    }

    /// <summary>output = gradient * ofGradient + normalized * ofNormalized + shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(float* gradient, float* normalized, int pixels, int channels, float* ofGradient, float* ofNormalized, float* shift, float* output)
    {
        for (int block = 0; block < ChannelBlocks.Count(channels, TSimd.Width); block++)
        {
            int first = ChannelBlocks.First(channels, block, TSimd.Width);
            TVector a = TSimd.Load(ofGradient + first), b = TSimd.Load(ofNormalized + first), c = TSimd.Load(shift + first);
            float* g = gradient + first, x = normalized + first, target = output + first, end = g + (nint)pixels * channels;
            for (; g < end; g += channels, x += channels, target += channels)
                TSimd.Store(TSimd.MultiplyAdd(TSimd.Load(g), a, TSimd.MultiplyAdd(TSimd.Load(x), b, c)), target);
        }
    }
}

using System.Runtime.CompilerServices;
using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>The steps of BatchNorm on the pixels of one image, [pixels, channels].</summary>
internal static unsafe class NormPlane<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const int RowPixels = 64; // summed plainly in two registers; sums of rows are added with what rounding lost (Kahan 1965)

    /// <summary>Mean of each channel, rounded, and from it the sums of distances, which rounding left, and of their squares; the second pass avoids cancellation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Moments(float* image, int pixels, int channels, float* mean, float* rests, float* squares)
    {
        var share = TSimd.Broadcast(1f / pixels);
        nint row = (nint)RowPixels * channels;
        for (int block = 0; block < ChannelBlocks.Count(channels, TSimd.Width); block++)
        {
            int first = ChannelBlocks.First(channels, block, TSimd.Width);
            float* start = image + first, end = start + (nint)pixels * channels;
            TVector sum = default, lost = default;
            for (float* at = start; at < end; at += row) Add(Sum(at, Min(at + row, end), channels), ref sum, ref lost);
            var center = TSimd.Multiply(sum, share);
            (sum, lost) = (default, default);
            TVector rest = default;
            for (float* at = start; at < end; at += row)
            {
                var (distances, squared) = Distances(at, Min(at + row, end), channels, center);
                rest = TSimd.Add(rest, distances);
                Add(squared, ref sum, ref lost);
            }

            TSimd.Store(center, mean + first);
            TSimd.Store(rest, rests + first);
            TSimd.Store(sum, squares + first);
        }
    }

    /// <summary>Sums of a gradient, and of its products with the normalized values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GradientSums(float* gradient, float* normalized, int pixels, int channels, float* sums, float* products)
    {
        nint row = (nint)RowPixels * channels;
        for (int block = 0; block < ChannelBlocks.Count(channels, TSimd.Width); block++)
        {
            int first = ChannelBlocks.First(channels, block, TSimd.Width);
            float* g = gradient + first, x = normalized + first, end = g + (nint)pixels * channels;
            TVector sum = default, sumLost = default, product = default, productLost = default;
            for (; g < end; g += row, x += row)
            {
                var (s, p) = SumAndProduct(g, Min(g + row, end), x, channels);
                Add(s, ref sum, ref sumLost);
                Add(p, ref product, ref productLost);
            }

            TSimd.Store(sum, sums + first);
            TSimd.Store(product, products + first);
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

    private static float* Min(float* a, float* b) => a < b ? a : b;

    /// <summary>Adds a row's sum, and keeps what rounding lost for the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TVector value, ref TVector sum, ref TVector lost)
    {
        var corrected = TSimd.Subtract(value, lost);
        var next = TSimd.Add(sum, corrected);
        lost = TSimd.Subtract(TSimd.Subtract(next, sum), corrected);
        sum = next;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum(float* at, float* end, int channels)
    {
        TVector s0 = default, s1 = default;
        for (; at + channels < end; at += 2 * channels)
        {
            s0 = TSimd.Add(s0, TSimd.Load(at));
            s1 = TSimd.Add(s1, TSimd.Load(at + channels));
        }

        if (at < end) s0 = TSimd.Add(s0, TSimd.Load(at));
        return TSimd.Add(s0, s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector Sum, TVector Squares) Distances(float* at, float* end, int channels, TVector center)
    {
        TVector s0 = default, s1 = default, q0 = default, q1 = default;
        for (; at + channels < end; at += 2 * channels)
        {
            TVector d0 = TSimd.Subtract(TSimd.Load(at), center), d1 = TSimd.Subtract(TSimd.Load(at + channels), center);
            s0 = TSimd.Add(s0, d0);
            s1 = TSimd.Add(s1, d1);
            q0 = TSimd.MultiplyAdd(d0, d0, q0);
            q1 = TSimd.MultiplyAdd(d1, d1, q1);
        }

        if (at < end)
        {
            var d = TSimd.Subtract(TSimd.Load(at), center);
            s0 = TSimd.Add(s0, d);
            q0 = TSimd.MultiplyAdd(d, d, q0);
        }

        return (TSimd.Add(s0, s1), TSimd.Add(q0, q1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector Sum, TVector Product) SumAndProduct(float* g, float* end, float* x, int channels)
    {
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

        return (TSimd.Add(s0, s1), TSimd.Add(p0, p1));
    }
}

using System.Runtime.CompilerServices;
using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>The steps of a 1x1 convolution on the pixels of one image, [pixels, channels]: small matrix products.</summary>
internal static unsafe class PointwisePlane<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Output channels whose weight gradients are summed at once; their rows in <see cref="AddWeightGradient"/> are a multiple of it.</summary>
    public const int Rows = 8;

    private const int CachedFloats = 4 * 1024; // half of a usual first-level cache

    /// <summary>
    /// output[p, o] = bias[o] + sum over i of input[p, i] * weights[o's block, i, o's lane]; bias may be null, and is laid
    /// out in blocks too. Pixels of the input lie <paramref name="inputStride"/> floats apart, those of the output
    /// <paramref name="stride"/>; with <paramref name="add"/> the result is added to what is there.
    /// </summary>
    public static void Multiply(float* input, int inputStride, int pixels, int depth, float* weights, float* bias, float* output, int channels, int stride, bool add)
    {
        int blocks = ChannelBlocks.Count(channels, TSimd.Width), length = depth * TSimd.Width, block = blocks % 2;
        // The odd block comes first, so that the last, which may overlap the one before, makes a pair with it.
        if (block == 1) MultiplyBlock(input, inputStride, pixels, depth, weights, bias, output, stride, add);
        for (; block < blocks; block += 2)
        {
            float* pair = weights + block * length;
            int first = ChannelBlocks.First(channels, block, TSimd.Width), second = ChannelBlocks.First(channels, block + 1, TSimd.Width);
            MultiplyPair(input, inputStride, pixels, depth, pair, pair + length, bias is null ? null : bias + block * TSimd.Width, output + first, second - first, stride, add);
        }
    }

    /// <summary>
    /// sums[o, i] += sum over pixels of gradient[p, o] * input[p, i]: rows of the input's blocks, of which there are channels
    /// rounded up to <see cref="Rows"/>. Pixels of the gradient lie <paramref name="stride"/> floats apart; it may be read up
    /// to Rows - 1 floats past its end, and what lies there enters rows that have no meaning.
    /// </summary>
    public static void AddWeightGradient(float* input, int pixels, int depth, float* gradient, int channels, int stride, float* sums)
    {
        int blocks = ChannelBlocks.Count(depth, TSimd.Width), row = blocks * TSimd.Width, most = Math.Max(8, CachedFloats / (depth + channels));
        for (int count; pixels > 0; pixels -= count, input += (nint)count * depth, gradient += (nint)count * stride)
        {
            count = Math.Min(most, pixels);
            for (int block = 0; block < blocks; block++)
                for (int channel = 0; channel < channels; channel += Rows)
                    AddRows(input + ChannelBlocks.First(depth, block, TSimd.Width), count, depth, gradient + channel, stride, sums + channel * row + block * TSimd.Width, row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPair(float* input, int inputStride, int pixels, int depth, float* first, float* second, float* bias, float* output, int secondOutput, int stride, bool add)
    {
        TVector b0 = bias is null ? default : TSimd.Load(bias), b1 = bias is null ? default : TSimd.Load(bias + TSimd.Width);
        int p = 0;
        for (; p + 4 <= pixels; p += 4)
        {
            float* i0 = input + (nint)p * inputStride, i1 = i0 + inputStride, i2 = i1 + inputStride, i3 = i2 + inputStride;
            TVector s00 = b0, s01 = b1, s10 = b0, s11 = b1, s20 = b0, s21 = b1, s30 = b0, s31 = b1;
            float* w0 = first, w1 = second;
            for (nint i = 0; i < depth; i++, w0 += TSimd.Width, w1 += TSimd.Width)
            {
                TVector x0 = TSimd.Load(w0), x1 = TSimd.Load(w1);
                var value = TSimd.Broadcast(i0[i]);
                s00 = TSimd.MultiplyAdd(value, x0, s00);
                s01 = TSimd.MultiplyAdd(value, x1, s01);
                value = TSimd.Broadcast(i1[i]);
                s10 = TSimd.MultiplyAdd(value, x0, s10);
                s11 = TSimd.MultiplyAdd(value, x1, s11);
                value = TSimd.Broadcast(i2[i]);
                s20 = TSimd.MultiplyAdd(value, x0, s20);
                s21 = TSimd.MultiplyAdd(value, x1, s21);
                value = TSimd.Broadcast(i3[i]);
                s30 = TSimd.MultiplyAdd(value, x0, s30);
                s31 = TSimd.MultiplyAdd(value, x1, s31);
            }
            float* target = output + (nint)p * stride;
            if (add)
            {
                s00 = TSimd.Add(TSimd.Load(target), s00);
                s01 = TSimd.Add(TSimd.Load(target + secondOutput), s01);
                s10 = TSimd.Add(TSimd.Load(target + stride), s10);
                s11 = TSimd.Add(TSimd.Load(target + stride + secondOutput), s11);
                s20 = TSimd.Add(TSimd.Load(target + 2 * stride), s20);
                s21 = TSimd.Add(TSimd.Load(target + 2 * stride + secondOutput), s21);
                s30 = TSimd.Add(TSimd.Load(target + 3 * stride), s30);
                s31 = TSimd.Add(TSimd.Load(target + 3 * stride + secondOutput), s31);
            }
            TSimd.Store(s00, target);
            TSimd.Store(s01, target + secondOutput);
            TSimd.Store(s10, target + stride);
            TSimd.Store(s11, target + stride + secondOutput);
            TSimd.Store(s20, target + 2 * stride);
            TSimd.Store(s21, target + 2 * stride + secondOutput);
            TSimd.Store(s30, target + 3 * stride);
            TSimd.Store(s31, target + 3 * stride + secondOutput);
        }
        for (; p < pixels; p++)
        {
            float* source = input + (nint)p * inputStride, target = output + (nint)p * stride;
            TVector s0 = b0, s1 = b1;
            for (nint i = 0; i < depth; i++)
            {
                var value = TSimd.Broadcast(source[i]);
                s0 = TSimd.MultiplyAdd(value, TSimd.Load(first + i * TSimd.Width), s0);
                s1 = TSimd.MultiplyAdd(value, TSimd.Load(second + i * TSimd.Width), s1);
            }
            if (add)
            {
                s0 = TSimd.Add(TSimd.Load(target), s0);
                s1 = TSimd.Add(TSimd.Load(target + secondOutput), s1);
            }
            TSimd.Store(s0, target);
            TSimd.Store(s1, target + secondOutput);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock(float* input, int inputStride, int pixels, int depth, float* weights, float* bias, float* output, int stride, bool add)
    {
        TVector b = bias is null ? default : TSimd.Load(bias);
        int p = 0;
        for (; p + 8 <= pixels; p += 8)
        {
            float* source = input + (nint)p * inputStride, source4 = source + 4 * (nint)inputStride;
            nint d1 = inputStride, d2 = 2 * d1, d3 = 3 * d1;
            TVector s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b;
            float* w = weights;
            for (nint i = 0; i < depth; i++, w += TSimd.Width, source++, source4++)
            {
                var weight = TSimd.Load(w);
                s0 = TSimd.MultiplyAdd(TSimd.Broadcast(source[0]), weight, s0);
                s1 = TSimd.MultiplyAdd(TSimd.Broadcast(source[d1]), weight, s1);
                s2 = TSimd.MultiplyAdd(TSimd.Broadcast(source[d2]), weight, s2);
                s3 = TSimd.MultiplyAdd(TSimd.Broadcast(source[d3]), weight, s3);
                s4 = TSimd.MultiplyAdd(TSimd.Broadcast(source4[0]), weight, s4);
                s5 = TSimd.MultiplyAdd(TSimd.Broadcast(source4[d1]), weight, s5);
                s6 = TSimd.MultiplyAdd(TSimd.Broadcast(source4[d2]), weight, s6);
                s7 = TSimd.MultiplyAdd(TSimd.Broadcast(source4[d3]), weight, s7);
            }
            float* target = output + (nint)p * stride;
            if (add)
            {
                s0 = TSimd.Add(TSimd.Load(target), s0);
                s1 = TSimd.Add(TSimd.Load(target + stride), s1);
                s2 = TSimd.Add(TSimd.Load(target + 2 * stride), s2);
                s3 = TSimd.Add(TSimd.Load(target + 3 * stride), s3);
                s4 = TSimd.Add(TSimd.Load(target + 4 * stride), s4);
                s5 = TSimd.Add(TSimd.Load(target + 5 * stride), s5);
                s6 = TSimd.Add(TSimd.Load(target + 6 * stride), s6);
                s7 = TSimd.Add(TSimd.Load(target + 7 * stride), s7);
            }
            TSimd.Store(s0, target);
            TSimd.Store(s1, target + stride);
            TSimd.Store(s2, target + 2 * stride);
            TSimd.Store(s3, target + 3 * stride);
            TSimd.Store(s4, target + 4 * stride);
            TSimd.Store(s5, target + 5 * stride);
            TSimd.Store(s6, target + 6 * stride);
            TSimd.Store(s7, target + 7 * stride);
        }
        for (; p < pixels; p++)
        {
            float* source = input + (nint)p * inputStride;
            TVector sum = b;
            for (nint i = 0; i < depth; i++) sum = TSimd.MultiplyAdd(TSimd.Broadcast(source[i]), TSimd.Load(weights + i * TSimd.Width), sum);
            float* target = output + (nint)p * stride;
            TSimd.Store(add ? TSimd.Add(TSimd.Load(target), sum) : sum, target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(float* input, int pixels, int depth, float* gradient, int stride, float* sums, int row)
    {
        TVector s0 = TSimd.Load(sums), s1 = TSimd.Load(sums + row), s2 = TSimd.Load(sums + 2 * row), s3 = TSimd.Load(sums + 3 * row);
        TVector s4 = TSimd.Load(sums + 4 * row), s5 = TSimd.Load(sums + 5 * row), s6 = TSimd.Load(sums + 6 * row), s7 = TSimd.Load(sums + 7 * row);
        for (; pixels > 0; pixels--, input += depth, gradient += stride)
        {
            var value = TSimd.Load(input);
            s0 = TSimd.MultiplyAdd(TSimd.Broadcast(gradient[0]), value, s0);
            s1 = TSimd.MultiplyAdd(TSimd.Broadcast(gradient[1]), value, s1);
            s2 = TSimd.MultiplyAdd(TSimd.Broadcast(gradient[2]), value, s2);
            s3 = TSimd.MultiplyAdd(TSimd.Broadcast(gradient[3]), value, s3);
            s4 = TSimd.MultiplyAdd(TSimd.Broadcast(gradient[4]), value, s4);
            s5 = TSimd.MultiplyAdd(TSimd.Broadcast(gradient[5]), value, s5);
            s6 = TSimd.MultiplyAdd(TSimd.Broadcast(gradient[6]), value, s6);
            s7 = TSimd.MultiplyAdd(TSimd.Broadcast(gradient[7]), value, s7);
        }
        TSimd.Store(s0, sums);
        TSimd.Store(s1, sums + row);
        TSimd.Store(s2, sums + 2 * row);
        TSimd.Store(s3, sums + 3 * row);
        TSimd.Store(s4, sums + 4 * row);
        TSimd.Store(s5, sums + 5 * row);
        TSimd.Store(s6, sums + 6 * row);
        TSimd.Store(s7, sums + 7 * row);
    }
}

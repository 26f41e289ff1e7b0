using System.Runtime.CompilerServices;
using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>The gradient of a depthwise convolution's weights, on the planes of <see cref="DepthwisePlane{TSimd, TVector}"/>.</summary>
internal static unsafe class DepthwiseWeightGradient<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const int CachedFloats = 6 * 1024; // half of a usual first-level cache, for the rows of one pass over the taps

    /// <summary>Adds the sum over pixels of gradient * input at each tap; an odd square of taps is one group of nine and the rest in eights.</summary>
    public static void Add(in DepthwiseShape shape, float* plane, float* gradientPlane, float* sum)
    {
        int* offsets = stackalloc int[shape.Taps];
        int row = shape.PaddedWidth * TSimd.Width, gradientRow = shape.GradientWidth * TSimd.Width;
        for (int tap = 0; tap < shape.Taps; tap++)
            offsets[tap] = tap / shape.Kernel * shape.Dilation * row + tap % shape.Kernel * shape.Dilation * TSimd.Width;
        float* gradient = gradientPlane + shape.GradientPadding * (gradientRow + TSimd.Width);
        int rows = Math.Max(1, CachedFloats / (shape.Stride * row + gradientRow));
        for (int first = 0; first < shape.OutHeight; first += rows)
        {
            var strip = new GradientStrip
            {
                Source = plane + first * shape.Stride * row,
                SourceRow = shape.Stride * row,
                Gradient = gradient + first * gradientRow,
                GradientRow = gradientRow,
                Rows = Math.Min(rows, shape.OutHeight - first),
                Columns = shape.OutWidth,
            };
            if (shape.Stride == 1) AddStrip<One>(strip, shape.Taps, offsets, sum);
            else AddStrip<Two>(strip, shape.Taps, offsets, sum);
        }
    }

    private static void AddStrip<TStep>(in GradientStrip strip, int taps, int* offsets, float* sum) where TStep : struct, IStep
    {
        AddTaps<TStep, Nine>(strip, offsets, sum);
        for (int tap = 9; tap < taps; tap += 8) AddTaps<TStep, Eight>(strip, offsets + tap, sum + tap * TSimd.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTaps<TStep, TGroup>(in GradientStrip strip, int* offsets, float* sum)
        where TStep : struct, IStep
        where TGroup : struct, ITapGroup
    {
        int width = TSimd.Width, step = TStep.Columns * TSimd.Width;
        nint o0 = offsets[0], o1 = offsets[1], o2 = offsets[2], o3 = offsets[3], o4 = offsets[4], o5 = offsets[5], o6 = offsets[6], o7 = offsets[7];
        nint o8 = TGroup.HasNinth ? offsets[8] : 0;
        TVector s0 = TSimd.Load(sum), s1 = TSimd.Load(sum + width), s2 = TSimd.Load(sum + 2 * width), s3 = TSimd.Load(sum + 3 * width);
        TVector s4 = TSimd.Load(sum + 4 * width), s5 = TSimd.Load(sum + 5 * width), s6 = TSimd.Load(sum + 6 * width), s7 = TSimd.Load(sum + 7 * width);
        TVector s8 = TGroup.HasNinth ? TSimd.Load(sum + 8 * width) : default;
        float* sourceRow = strip.Source, gradientRow = strip.Gradient;
        for (int i = strip.Rows; i > 0; i--, sourceRow += strip.SourceRow, gradientRow += strip.GradientRow)
        {
            float* source = sourceRow, gradient = gradientRow, end = gradient + strip.Columns * width;
            for (; gradient < end; gradient += width, source += step)
            {
                var g = TSimd.Load(gradient);
                s0 = TSimd.MultiplyAdd(TSimd.Load(source + o0), g, s0);
                s1 = TSimd.MultiplyAdd(TSimd.Load(source + o1), g, s1);
                s2 = TSimd.MultiplyAdd(TSimd.Load(source + o2), g, s2);
                s3 = TSimd.MultiplyAdd(TSimd.Load(source + o3), g, s3);
                s4 = TSimd.MultiplyAdd(TSimd.Load(source + o4), g, s4);
                s5 = TSimd.MultiplyAdd(TSimd.Load(source + o5), g, s5);
                s6 = TSimd.MultiplyAdd(TSimd.Load(source + o6), g, s6);
                s7 = TSimd.MultiplyAdd(TSimd.Load(source + o7), g, s7);
                if (TGroup.HasNinth) s8 = TSimd.MultiplyAdd(TSimd.Load(source + o8), g, s8);
            }
        }
        TSimd.Store(s0, sum);
        TSimd.Store(s1, sum + width);
        TSimd.Store(s2, sum + 2 * width);
        TSimd.Store(s3, sum + 3 * width);
        TSimd.Store(s4, sum + 4 * width);
        TSimd.Store(s5, sum + 5 * width);
        TSimd.Store(s6, sum + 6 * width);
        TSimd.Store(s7, sum + 7 * width);
        if (TGroup.HasNinth) TSimd.Store(s8, sum + 8 * width);
    }
}

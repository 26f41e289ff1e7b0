using System.Runtime.CompilerServices;
using Ddas.Nas.Supernet.Kernels.Vectors;

namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>
/// The steps of a depthwise convolution on one image and one block of channels as wide as a register: its pixels are
/// copied to a zero-padded plane [rows, columns, block] that stays in cache, with ReLU on the way, and all taps read from
/// there. The last block of channels overlaps the one before where widths do not divide.
/// </summary>
internal static unsafe class DepthwisePlane<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Floats of the padded input.</summary>
    public static int InputLength(in DepthwiseShape shape) => shape.PaddedHeight * shape.PaddedWidth * TSimd.Width;

    /// <summary>Floats of the padded gradient.</summary>
    public static int GradientLength(in DepthwiseShape shape) => shape.GradientHeight * shape.GradientWidth * TSimd.Width;

    /// <summary>Floats of one block's packed weights.</summary>
    public static int WeightLength(in DepthwiseShape shape) => shape.Taps * TSimd.Width;

    /// <summary>One block's weights, tap after tap.</summary>
    public static void PackWeights(in DepthwiseShape shape, float* weight, float* packed)
    {
        for (int lane = 0; lane < TSimd.Width; lane++)
            for (int tap = 0; tap < shape.Taps; tap++)
                packed[tap * TSimd.Width + lane] = weight[lane * shape.Taps + tap];
    }

    /// <summary>The reverse of <see cref="PackWeights"/>.</summary>
    public static void UnpackWeights(in DepthwiseShape shape, float* packed, float* weight)
    {
        for (int lane = 0; lane < TSimd.Width; lane++)
            for (int tap = 0; tap < shape.Taps; tap++)
                weight[lane * shape.Taps + tap] = packed[tap * TSimd.Width + lane];
    }

    /// <summary>Weights phase after phase, each in the order in which <see cref="InputGradientBlock"/> meets them.</summary>
    public static void PackFlippedWeights(in DepthwiseShape shape, float* weight, float* packed)
    {
        for (int a = 0; a < shape.Stride; a++)
        {
            for (int b = 0; b < shape.Stride; b++)
            {
                var rows = GradientPhase.Of(shape, shape.Height, a);
                var columns = GradientPhase.Of(shape, shape.Width, b);
                for (int u = 0; u < rows.Taps; u++)
                {
                    for (int v = 0; v < columns.Taps; v++)
                    {
                        int tap = (rows.LastTap - u * rows.TapStep) * shape.Kernel + columns.LastTap - v * columns.TapStep;
                        for (int lane = 0; lane < TSimd.Width; lane++) *packed++ = weight[lane * shape.Taps + tap];
                    }
                }
            }
        }
    }

    /// <summary>Pads one block of channels of one image, given by its first pixel.</summary>
    public static void PadInput(in DepthwiseShape shape, float* source, float* plane, bool relu) =>
        Pad(source, shape.Channels, shape.Height, shape.Width, plane, shape.PaddedHeight, shape.PaddedWidth, shape.Padding, relu);

    /// <summary>Pads one block of channels of the gradient of one image, given by its first pixel.</summary>
    public static void PadGradient(in DepthwiseShape shape, float* source, float* plane) =>
        Pad(source, shape.Channels, shape.OutHeight, shape.OutWidth, plane, shape.GradientHeight, shape.GradientWidth, shape.GradientPadding, relu: false);

    /// <summary>Copies one block of channels into a plane of zeros, <paramref name="before"/> rows and columns from its corner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pad(float* source, int channels, int rows, int columns, float* plane, int planeRows, int planeColumns, int before, bool relu)
    {
        int right = (planeColumns - columns - before) * TSimd.Width;
        Clear(ref plane, before * planeColumns * TSimd.Width);
        for (int i = 0; i < rows; i++)
        {
            Clear(ref plane, before * TSimd.Width);
            float* end = plane + columns * TSimd.Width;
            if (relu)
            {
                for (; plane < end; plane += TSimd.Width, source += channels) TSimd.Store(TSimd.Relu(TSimd.Load(source)), plane);
            }
            else
            {
                for (; plane < end; plane += TSimd.Width, source += channels) TSimd.Store(TSimd.Load(source), plane);
            }
            Clear(ref plane, right);
        }
        Clear(ref plane, (planeRows - rows - before) * planeColumns * TSimd.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(ref float* target, int floats)
    {
        float* end = target + floats;
        for (; target < end; target += TSimd.Width) TSimd.Store(default, target);
    }

    /// <summary>All taps of one block of channels of one image: from the padded input to the pixels of the output, which lie channels apart.</summary>
    public static void ForwardBlock(in DepthwiseShape shape, float* plane, float* taps, float* output)
    {
        var window = new TapWindow
        {
            Source = plane,
            SourceRow = shape.Stride * shape.PaddedWidth * TSimd.Width,
            TapRows = shape.Kernel,
            TapColumns = shape.Kernel,
            TapRow = shape.Dilation * shape.PaddedWidth * TSimd.Width,
            TapColumn = shape.Dilation * TSimd.Width,
            Weights = taps,
            Target = output,
            TargetRow = shape.OutWidth * shape.Channels,
            TargetColumn = shape.Channels,
            Rows = shape.OutHeight,
            Columns = shape.OutWidth,
        };
        if (shape.Stride == 1) Correlate<One>(window);
        else Correlate<Two>(window);
    }

    /// <summary>The same for the input's gradient, zero where <paramref name="gate"/> (ReLU's input, or null) is not positive.</summary>
    public static void InputGradientBlock(in DepthwiseShape shape, float* gradientPlane, float* taps, float* inputGradient, float* gate)
    {
        for (int a = 0; a < shape.Stride; a++)
        {
            for (int b = 0; b < shape.Stride; b++)
            {
                var rows = GradientPhase.Of(shape, shape.Height, a);
                var columns = GradientPhase.Of(shape, shape.Width, b);
                int row = shape.GradientWidth * TSimd.Width;
                int corner = (rows.First * shape.Width + columns.First) * shape.Channels;
                Correlate<One>(new TapWindow
                {
                    Source = gradientPlane + rows.Source * row + columns.Source * TSimd.Width,
                    SourceRow = row,
                    TapRows = rows.Taps,
                    TapColumns = columns.Taps,
                    TapRow = rows.SourceStep * row,
                    TapColumn = columns.SourceStep * TSimd.Width,
                    Weights = taps,
                    Target = inputGradient + corner,
                    TargetRow = shape.Stride * shape.Width * shape.Channels,
                    TargetColumn = shape.Stride * shape.Channels,
                    Rows = rows.Count,
                    Columns = columns.Count,
                    Gate = gate is null ? null : gate + corner,
                });
                taps += rows.Taps * columns.Taps * TSimd.Width;
            }
        }
    }

    /// <summary>Target[i, j] = sum over taps of weight * source, eight columns at once to hide the latency of multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate<TStep>(in TapWindow window) where TStep : struct, IStep
    {
        for (int i = 0; i < window.Rows; i++)
        {
            int j = 0;
            while (j < window.Columns)
            {
                int left = window.Columns - j;
                // The last tile moves back over columns that are done, and stores the same values again.
                if (window.Columns >= 8)
                {
                    if (left < 8) j = window.Columns - 8;
                    Tile8<TStep>(window, i, j);
                    j += 8;
                }
                else if (window.Columns >= 4)
                {
                    if (left < 4) j = window.Columns - 4;
                    Tile4<TStep>(window, i, j);
                    j += 4;
                }
                else
                {
                    Tile1<TStep>(window, i, j);
                    j++;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8<TStep>(in TapWindow window, int i, int j) where TStep : struct, IStep
    {
        int step = TStep.Columns * TSimd.Width;
        float* source = window.Source + (nint)i * window.SourceRow + (nint)j * step, weights = window.Weights;
        TVector s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        nint tapRow = window.TapRow, tapColumn = window.TapColumn;
        int tapColumns = window.TapColumns;
        for (int u = window.TapRows; u > 0; u--, source += tapRow)
        {
            float* pixel = source;
            for (int v = tapColumns; v > 0; v--, pixel += tapColumn, weights += TSimd.Width)
            {
                var weight = TSimd.Load(weights);
                s0 = TSimd.MultiplyAdd(TSimd.Load(pixel), weight, s0);
                s1 = TSimd.MultiplyAdd(TSimd.Load(pixel + step), weight, s1);
                s2 = TSimd.MultiplyAdd(TSimd.Load(pixel + 2 * step), weight, s2);
                s3 = TSimd.MultiplyAdd(TSimd.Load(pixel + 3 * step), weight, s3);
                s4 = TSimd.MultiplyAdd(TSimd.Load(pixel + 4 * step), weight, s4);
                s5 = TSimd.MultiplyAdd(TSimd.Load(pixel + 5 * step), weight, s5);
                s6 = TSimd.MultiplyAdd(TSimd.Load(pixel + 6 * step), weight, s6);
                s7 = TSimd.MultiplyAdd(TSimd.Load(pixel + 7 * step), weight, s7);
            }
        }
        nint target = (nint)i * window.TargetRow + (nint)j * window.TargetColumn, column = window.TargetColumn;
        Store(window, s0, target);
        Store(window, s1, target + column);
        Store(window, s2, target + 2 * column);
        Store(window, s3, target + 3 * column);
        Store(window, s4, target + 4 * column);
        Store(window, s5, target + 5 * column);
        Store(window, s6, target + 6 * column);
        Store(window, s7, target + 7 * column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4<TStep>(in TapWindow window, int i, int j) where TStep : struct, IStep
    {
        int step = TStep.Columns * TSimd.Width;
        float* source = window.Source + (nint)i * window.SourceRow + (nint)j * step, weights = window.Weights;
        TVector s0 = default, s1 = default, s2 = default, s3 = default;
        for (int u = window.TapRows; u > 0; u--, source += window.TapRow)
        {
            float* pixel = source;
            for (int v = window.TapColumns; v > 0; v--, pixel += window.TapColumn, weights += TSimd.Width)
            {
                var weight = TSimd.Load(weights);
                s0 = TSimd.MultiplyAdd(TSimd.Load(pixel), weight, s0);
                s1 = TSimd.MultiplyAdd(TSimd.Load(pixel + step), weight, s1);
                s2 = TSimd.MultiplyAdd(TSimd.Load(pixel + 2 * step), weight, s2);
                s3 = TSimd.MultiplyAdd(TSimd.Load(pixel + 3 * step), weight, s3);
            }
        }
        nint target = (nint)i * window.TargetRow + (nint)j * window.TargetColumn, column = window.TargetColumn;
        Store(window, s0, target);
        Store(window, s1, target + column);
        Store(window, s2, target + 2 * column);
        Store(window, s3, target + 3 * column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1<TStep>(in TapWindow window, int i, int j) where TStep : struct, IStep
    {
        float* source = window.Source + (nint)i * window.SourceRow + (nint)j * TStep.Columns * TSimd.Width, weights = window.Weights;
        TVector sum = default;
        for (int u = window.TapRows; u > 0; u--, source += window.TapRow)
        {
            float* pixel = source;
            for (int v = window.TapColumns; v > 0; v--, pixel += window.TapColumn, weights += TSimd.Width)
                sum = TSimd.MultiplyAdd(TSimd.Load(pixel), TSimd.Load(weights), sum);
        }
        Store(window, sum, (nint)i * window.TargetRow + (nint)j * window.TargetColumn);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(in TapWindow window, TVector value, nint offset)
    {
        if (window.Gate is not null) value = TSimd.ReluGradient(value, TSimd.Load(window.Gate + offset));
        TSimd.Store(value, window.Target + offset);
    }
}

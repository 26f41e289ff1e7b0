using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ddas.Nas.Agents.Ddpg.Kernels;

/// <summary>
/// Matrix products on one core that skip the zeros of the left factor: half of what a ReLU gives or passes back, nearly
/// all of a discretized state. Each number is one chain of multiply-adds in the order of the inner index, so that it
/// depends neither on the number of threads nor on what else is in the batch.
/// </summary>
internal static unsafe class SparseProduct
{
    /// <summary>Columns that are summed at once, in 8 registers, and terms of a mask: their block of the right factor, 16 KiB, stays in the nearest cache.</summary>
    private const int Width = 64;

    /// <summary>Whether this processor can; elsewhere use torch's products.</summary>
    public static bool IsSupported => Fma.IsSupported;

    /// <summary>result = left x right, plus a bias in each row.</summary>
    /// <param name="left">[rows, terms].</param>
    /// <param name="right">[terms, columns].</param>
    /// <param name="bias">[columns], or null for none.</param>
    /// <param name="result">[rows, columns], its rows in one piece; is overwritten.</param>
    public static void Multiply(Matrix left, Matrix right, float* bias, Matrix result)
    {
        int rows = left.Rows, terms = left.Columns, blocks = (terms + Width - 1) / Width;
        float* panel = Scratch.Rent(((nint)terms * Width) + Width + ((nint)rows * (Width + (2 * blocks) + terms)));
        float* first = panel + ((nint)terms * Width), edge = first + Width;
        ulong* masks = (ulong*)(edge + ((nint)rows * Width));
        left = WithWholeRows(left, (float*)(masks + ((nint)rows * blocks)));
        FindNonZeros(left, masks);
        for (int column = 0; column < result.Columns; column += Width)
        {
            int width = Math.Min(Width, result.Columns - column);
            CopyPanel(right.ColumnRange(column, width), panel);
            CopyPadded(bias is null ? default : new ReadOnlySpan<float>(bias + column, width), first);
            if (width == Width)
            {
                MultiplyPanel(left, masks, panel, first, result.At(0, column), result.RowStride);
                continue;
            }

            MultiplyPanel(left, masks, panel, first, edge, Width);
            for (int row = 0; row < rows; row++)
                new ReadOnlySpan<float>(edge + ((nint)row * Width), width).CopyTo(new Span<float>(result.At(row, column), width));
        }
    }

    /// <summary>The same numbers with rows in one piece, where they are not in the memory given.</summary>
    private static Matrix WithWholeRows(Matrix matrix, float* memory)
    {
        if (matrix.ColumnStride == 1) return matrix;
        Transposition.Copy(matrix.Pointer, matrix.ColumnStride, matrix.Columns, matrix.Rows, memory, matrix.Columns);
        return new((nint)memory, matrix.Rows, matrix.Columns, matrix.Columns, 1);
    }

    /// <summary>Bit t of mask [row, b] says whether the number [row, 64 b + t] is not zero.</summary>
    private static void FindNonZeros(Matrix matrix, ulong* masks)
    {
        for (int row = 0; row < matrix.Rows; row++)
            for (int column = 0; column < matrix.Columns; column += Width)
                *masks++ = NonZeros(matrix.At(row, column), Math.Min(Width, matrix.Columns - column));
    }

    private static ulong NonZeros(float* values, int count)
    {
        ulong mask = 0;
        int i = 0;
        for (; i + 8 <= count; i += 8) mask |= (ulong)~Vector256.Equals(Vector256.Load(values + i), Vector256<float>.Zero).ExtractMostSignificantBits() << 56 >> (56 - i);
        for (; i < count; i++) mask |= values[i] == 0 ? 0 : 1UL << i;
        return mask;
    }

    /// <summary>The columns, at most 64, row by row, filled up with zeros to 64.</summary>
    private static void CopyPanel(Matrix columns, float* panel)
    {
        if (columns.ColumnStride == 1)
        {
            for (int row = 0; row < columns.Rows; row++, panel += Width)
                if (columns.Columns == Width) CopyWhole(columns.At(row, 0), panel);
                else CopyPadded(new(columns.At(row, 0), columns.Columns), panel);
            return;
        }

        if (columns.Columns < Width) new Span<float>(panel, columns.Rows * Width).Clear();
        Transposition.Copy(columns.Pointer, columns.ColumnStride, columns.Columns, columns.Rows, panel, Width);
    }

    private static void CopyWhole(float* values, float* target)
    {
        for (int i = 0; i < Width; i += 8) Vector256.Load(values + i).Store(target + i);
    }

    private static void CopyPadded(ReadOnlySpan<float> values, float* target)
    {
        values.CopyTo(new Span<float>(target, values.Length));
        new Span<float>(target + values.Length, Width - values.Length).Clear();
    }

    private static void MultiplyPanel(Matrix left, ulong* masks, float* panel, float* first, float* result, int stride)
    {
        int blocks = (left.Columns + Width - 1) / Width;
        for (int block = 0; block < blocks; block++, panel += Width * Width)
        {
            float* target = result;
            for (int row = 0; row < left.Rows; row++, target += stride)
                AddTerms(masks[((nint)row * blocks) + block], left.At(row, block * Width), panel, block == 0 ? first : target, target);
        }
    }

    /// <summary>target = start + the sum over the mask's bits t of factors[t] x row t of the panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTerms(ulong mask, float* factors, float* panel, float* start, float* target)
    {
        Vector256<float> s0 = Vector256.Load(start), s1 = Vector256.Load(start + 8), s2 = Vector256.Load(start + 16), s3 = Vector256.Load(start + 24);
        Vector256<float> s4 = Vector256.Load(start + 32), s5 = Vector256.Load(start + 40), s6 = Vector256.Load(start + 48), s7 = Vector256.Load(start + 56);
        for (; mask != 0; mask &= mask - 1)
        {
            nint term = BitOperations.TrailingZeroCount(mask);
            var factor = Vector256.Create(factors[term]);
            float* row = panel + (term * Width);
            s0 = Fma.MultiplyAdd(factor, Vector256.Load(row), s0);
            s1 = Fma.MultiplyAdd(factor, Vector256.Load(row + 8), s1);
            s2 = Fma.MultiplyAdd(factor, Vector256.Load(row + 16), s2);
            s3 = Fma.MultiplyAdd(factor, Vector256.Load(row + 24), s3);
            s4 = Fma.MultiplyAdd(factor, Vector256.Load(row + 32), s4);
            s5 = Fma.MultiplyAdd(factor, Vector256.Load(row + 40), s5);
            s6 = Fma.MultiplyAdd(factor, Vector256.Load(row + 48), s6);
            s7 = Fma.MultiplyAdd(factor, Vector256.Load(row + 56), s7);
        }

        Vector256.Store(s0, target);
        Vector256.Store(s1, target + 8);
        Vector256.Store(s2, target + 16);
        Vector256.Store(s3, target + 24);
        Vector256.Store(s4, target + 32);
        Vector256.Store(s5, target + 40);
        Vector256.Store(s6, target + 48);
        Vector256.Store(s7, target + 56);
    }
}

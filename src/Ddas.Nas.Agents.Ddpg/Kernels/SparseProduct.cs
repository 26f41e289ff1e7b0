using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ddas.Nas.Agents.Ddpg.Kernels;

/// <summary>
/// Matrix products on one core that skip the zeros of the left factor: much of what a ReLU gives or passes back, nearly
/// all of a discretized state. Each number is one chain of multiply-adds in the order of the inner index, so that it
/// depends neither on the number of threads nor on the other rows. A zero hides what it is multiplied by, NaN too.
/// </summary>
internal static unsafe class SparseProduct
{
    /// <summary>
    /// Columns that are summed at once, in 8 registers, and terms of a mask. As many rows of as many columns, 16 KiB, stay
    /// in the nearest cache.
    /// </summary>
    private const int Width = 64;

    /// <summary>Whether this processor can; elsewhere torch's products are to be used.</summary>
    public static bool IsSupported => Fma.IsSupported;

    /// <summary>result = left x right, plus the bias in each row.</summary>
    /// <param name="left">[rows, terms].</param>
    /// <param name="right">[terms, columns].</param>
    /// <param name="bias">[1, columns], in one piece; null for none.</param>
    /// <param name="result">[rows, columns], its rows in one piece; is overwritten.</param>
    public static void Multiply(Matrix left, Matrix right, Matrix? bias, Matrix result)
    {
        int rows = left.Rows, terms = left.Columns, blocks = Blocks(terms);
        float* panel = Scratch.Rent(((terms + 1 + rows) * (nint)Width) + ((nint)rows * (2 * blocks)) + ((nint)rows * terms));
        float* start = panel + ((nint)terms * Width), edge = start + Width;
        ulong* masks = (ulong*)(edge + ((nint)rows * Width));
        left = WithWholeRows(left, (float*)(masks + ((nint)rows * blocks)));
        FindNonZeros(left, masks);
        for (int column = 0; column < result.Columns; column += Width)
        {
            int width = Math.Min(Width, result.Columns - column);
            CopyPanel(right.ColumnRange(column, width), panel);
            CopyPadded(bias is { } row ? new(row.At(0, column), width) : [], start);
            if (width == Width)
            {
                MultiplyPanel(left, masks, panel, start, result.At(0, column), result.RowStride);
                continue;
            }

            MultiplyPanel(left, masks, panel, start, edge, Width);
            for (int r = 0; r < rows; r++) new ReadOnlySpan<float>(edge + ((nint)r * Width), width).CopyTo(new(result.At(r, column), width));
        }
    }

    private static int Blocks(int terms) => (terms + Width - 1) / Width;

    /// <summary>The same numbers with rows in one piece; copied to the memory given where they are not.</summary>
    private static Matrix WithWholeRows(Matrix matrix, float* memory)
    {
        if (matrix.ColumnStride == 1) return matrix;
        var copy = new Matrix((nint)memory, matrix.Rows, matrix.Columns, matrix.Columns, 1);
        Transposition.Copy(matrix.Transposed, copy);
        return copy;
    }

    /// <summary>Bit t of mask [row, block] says whether the number [row, 64 block + t] is not zero.</summary>
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
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
            mask |= (ulong)(~Vector256.Equals(Vector256.Load(values + i), Vector256<float>.Zero)).ExtractMostSignificantBits() << i;
        for (; i < count; i++) mask |= values[i] == 0 ? 0 : 1UL << i;
        return mask;
    }

    /// <summary>Copies at most 64 columns row by row, filled up to 64 with zeros.</summary>
    private static void CopyPanel(Matrix columns, float* panel)
    {
        if (columns.ColumnStride == 1)
        {
            for (int row = 0; row < columns.Rows; row++, panel += Width) CopyPadded(new(columns.At(row, 0), columns.Columns), panel);
            return;
        }

        if (columns.Columns < Width) new Span<float>(panel, columns.Rows * Width).Clear();
        Transposition.Copy(columns.Transposed, new Matrix((nint)panel, columns.Rows, columns.Columns, Width, 1));
    }

    private static void CopyPadded(ReadOnlySpan<float> values, float* target)
    {
        values.CopyTo(new(target, values.Length));
        new Span<float>(target + values.Length, Width - values.Length).Clear();
    }

    /// <summary>64 columns of the result.</summary>
    private static void MultiplyPanel(Matrix left, ulong* masks, float* panel, float* start, float* result, int stride)
    {
        int blocks = Blocks(left.Columns);
        for (int block = 0; block < blocks; block++, panel += Width * Width)
        {
            float* factors = left.At(0, block * Width), target = result;
            for (int row = 0; row < left.Rows; row++, factors += left.RowStride, target += stride)
                AddTerms(masks[((nint)row * blocks) + block], factors, panel, block == 0 ? start : target, target);
        }
    }

    /// <summary>target = start + the sum over the mask's bits t, lowest first, of factors[t] x row t of the panel.</summary>
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

        s0.Store(target);
        s1.Store(target + 8);
        s2.Store(target + 16);
        s3.Store(target + 24);
        s4.Store(target + 32);
        s5.Store(target + 40);
        s6.Store(target + 48);
        s7.Store(target + 56);
    }
}

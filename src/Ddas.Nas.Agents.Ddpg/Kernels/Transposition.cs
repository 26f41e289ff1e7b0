using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ddas.Nas.Agents.Ddpg.Kernels;

/// <summary>Copies a matrix so that its columns become rows, in squares of eight by eight. For processors with AVX.</summary>
internal static unsafe class Transposition
{
    private const int Side = 8;
    private const int CacheLine = 16; // floats; each is read as a whole

    /// <summary>target[c, r] = source[r, c].</summary>
    /// <param name="source">[rows, columns], its rows in one piece.</param>
    /// <param name="target">[columns, rows], its rows in one piece; is overwritten.</param>
    public static void Copy(Matrix source, Matrix target)
    {
        int rows = source.Rows - (source.Rows % Side), columns = source.Columns - (source.Columns % Side);
        for (int line = 0; line < columns; line += CacheLine)
            for (int row = 0; row < rows; row += Side)
                for (int column = line; column < Math.Min(line + CacheLine, columns); column += Side)
                    CopySquare(source.At(row, column), source.RowStride, target.At(column, row), target.RowStride);
        CopyRest(source, 0, columns, target);
        CopyRest(source with { Columns = columns }, rows, 0, target);
    }

    private static void CopyRest(Matrix source, int firstRow, int firstColumn, Matrix target)
    {
        for (int row = firstRow; row < source.Rows; row++)
            for (int column = firstColumn; column < source.Columns; column++)
                *target.At(column, row) = *source.At(row, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopySquare(float* s, nint n, float* t, nint m)
    {
        Vector256<float> r0 = Vector256.Load(s), r1 = Vector256.Load(s + n), r2 = Vector256.Load(s + (2 * n)), r3 = Vector256.Load(s + (3 * n));
        Vector256<float> r4 = Vector256.Load(s + (4 * n)), r5 = Vector256.Load(s + (5 * n)), r6 = Vector256.Load(s + (6 * n)), r7 = Vector256.Load(s + (7 * n));
        Vector256<float> a0 = Avx.UnpackLow(r0, r1), a1 = Avx.UnpackHigh(r0, r1), a2 = Avx.UnpackLow(r2, r3), a3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> a4 = Avx.UnpackLow(r4, r5), a5 = Avx.UnpackHigh(r4, r5), a6 = Avx.UnpackLow(r6, r7), a7 = Avx.UnpackHigh(r6, r7);
        Vector256<float> b0 = Avx.Shuffle(a0, a2, 0x44), b1 = Avx.Shuffle(a0, a2, 0xEE), b2 = Avx.Shuffle(a1, a3, 0x44), b3 = Avx.Shuffle(a1, a3, 0xEE);
        Vector256<float> b4 = Avx.Shuffle(a4, a6, 0x44), b5 = Avx.Shuffle(a4, a6, 0xEE), b6 = Avx.Shuffle(a5, a7, 0x44), b7 = Avx.Shuffle(a5, a7, 0xEE);
        Avx.Permute2x128(b0, b4, 0x20).Store(t);
        Avx.Permute2x128(b1, b5, 0x20).Store(t + m);
        Avx.Permute2x128(b2, b6, 0x20).Store(t + (2 * m));
        Avx.Permute2x128(b3, b7, 0x20).Store(t + (3 * m));
        Avx.Permute2x128(b0, b4, 0x31).Store(t + (4 * m));
        Avx.Permute2x128(b1, b5, 0x31).Store(t + (5 * m));
        Avx.Permute2x128(b2, b6, 0x31).Store(t + (6 * m));
        Avx.Permute2x128(b3, b7, 0x31).Store(t + (7 * m));
    }
}

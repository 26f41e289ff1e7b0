using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ddas.Nas.Agents.Ddpg.Kernels;

/// <summary>Copies a matrix so that its columns become rows, in squares of eight by eight.</summary>
internal static unsafe class Transposition
{
    private const int Side = 8;
    private const int CacheLine = 16; // floats; each is read whole

    /// <summary>target[c, r] = source[r, c].</summary>
    /// <param name="source">The first row; numbers of a row are neighbours.</param>
    /// <param name="stride">Floats from a row of the source to the next.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <param name="target">The first row of the target.</param>
    /// <param name="targetStride">Floats from a row of the target to the next.</param>
    public static void Copy(float* source, nint stride, int rows, int columns, float* target, nint targetStride)
    {
        int wholeRows = rows - (rows % Side), wholeColumns = columns - (columns % Side);
        for (int c = 0; c < wholeColumns; c += CacheLine)
            for (int r = 0; r < wholeRows; r += Side)
                for (int square = c; square < Math.Min(c + CacheLine, wholeColumns); square += Side)
                    Square(source + (r * stride) + square, stride, target + (square * targetStride) + r, targetStride);
        Rest(source, stride, 0, wholeRows, wholeColumns, columns, target, targetStride);
        Rest(source, stride, wholeRows, rows, 0, columns, target, targetStride);
    }

    private static void Rest(float* source, nint stride, int firstRow, int rows, int firstColumn, int columns, float* target, nint targetStride)
    {
        for (int r = firstRow; r < rows; r++)
            for (int c = firstColumn; c < columns; c++)
                target[(c * targetStride) + r] = source[(r * stride) + c];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(float* s, nint n, float* t, nint m)
    {
        Vector256<float> r0 = Vector256.Load(s), r1 = Vector256.Load(s + n), r2 = Vector256.Load(s + (2 * n)), r3 = Vector256.Load(s + (3 * n));
        Vector256<float> r4 = Vector256.Load(s + (4 * n)), r5 = Vector256.Load(s + (5 * n)), r6 = Vector256.Load(s + (6 * n)), r7 = Vector256.Load(s + (7 * n));
        Vector256<float> a0 = Avx.UnpackLow(r0, r1), a1 = Avx.UnpackHigh(r0, r1), a2 = Avx.UnpackLow(r2, r3), a3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> a4 = Avx.UnpackLow(r4, r5), a5 = Avx.UnpackHigh(r4, r5), a6 = Avx.UnpackLow(r6, r7), a7 = Avx.UnpackHigh(r6, r7);
        Vector256<float> b0 = Avx.Shuffle(a0, a2, 0x44), b1 = Avx.Shuffle(a0, a2, 0xEE), b2 = Avx.Shuffle(a1, a3, 0x44), b3 = Avx.Shuffle(a1, a3, 0xEE);
        Vector256<float> b4 = Avx.Shuffle(a4, a6, 0x44), b5 = Avx.Shuffle(a4, a6, 0xEE), b6 = Avx.Shuffle(a5, a7, 0x44), b7 = Avx.Shuffle(a5, a7, 0xEE);
        Vector256.Store(Avx.Permute2x128(b0, b4, 0x20), t);
        Vector256.Store(Avx.Permute2x128(b1, b5, 0x20), t + m);
        Vector256.Store(Avx.Permute2x128(b2, b6, 0x20), t + (2 * m));
        Vector256.Store(Avx.Permute2x128(b3, b7, 0x20), t + (3 * m));
        Vector256.Store(Avx.Permute2x128(b0, b4, 0x31), t + (4 * m));
        Vector256.Store(Avx.Permute2x128(b1, b5, 0x31), t + (5 * m));
        Vector256.Store(Avx.Permute2x128(b2, b6, 0x31), t + (6 * m));
        Vector256.Store(Avx.Permute2x128(b3, b7, 0x31), t + (7 * m));
    }
}

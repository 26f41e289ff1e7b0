using System.Runtime.Intrinsics;

namespace Ddas.Nas.Agents.Ddpg.Kernels;

/// <summary>The gradient of a loss by a bias, from that by what it was added to.</summary>
internal static unsafe class ColumnSums
{
    private const int Width = 8;

    /// <summary>Sums each column from the first row to the last.</summary>
    /// <param name="matrix">[rows, columns], its rows in one piece.</param>
    /// <param name="sums">[1, columns], in one piece; is overwritten.</param>
    public static void Write(Matrix matrix, Matrix sums)
    {
        int column = 0;
        for (; column + Width <= matrix.Columns; column += Width)
        {
            var sum = Vector256<float>.Zero;
            for (int row = 0; row < matrix.Rows; row++) sum += Vector256.Load(matrix.At(row, column));
            sum.Store(sums.At(0, column));
        }

        for (; column < matrix.Columns; column++)
        {
            float sum = 0;
            for (int row = 0; row < matrix.Rows; row++) sum += *matrix.At(row, column);
            *sums.At(0, column) = sum;
        }
    }
}

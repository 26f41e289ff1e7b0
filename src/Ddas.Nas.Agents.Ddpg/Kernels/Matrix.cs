using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Kernels;

/// <summary>A view of float32 memory that another object owns; its rows or its columns are in one piece.</summary>
/// <param name="Start">Address of the first number.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="RowStride">Floats from a row to the next.</param>
/// <param name="ColumnStride">Floats from a column to the next; this or <paramref name="RowStride"/> is 1.</param>
internal readonly unsafe record struct Matrix(nint Start, int Rows, int Columns, int RowStride, int ColumnStride)
{
    /// <summary>The transposed view.</summary>
    public Matrix Transposed => new(Start, Columns, Rows, ColumnStride, RowStride);

    /// <summary>All of a tensor on the CPU that is dense in torch's own order, [rows, columns], or [columns] as one row; valid as long as it lives.</summary>
    public static Matrix Of(Tensor tensor)
    {
        int columns = (int)tensor.size(-1), rows = tensor.dim() == 1 ? 1 : (int)tensor.size(0);
        return new((nint)Unsafe.AsPointer(ref tensor.bytes[0]), rows, columns, columns, 1);
    }

    /// <summary>Neighbouring columns.</summary>
    public Matrix ColumnRange(int first, int count) => this with { Start = (nint)At(0, first), Columns = count };

    /// <summary>A pointer to a number.</summary>
    public float* At(int row, int column) => (float*)Start + ((nint)row * RowStride) + ((nint)column * ColumnStride);
}

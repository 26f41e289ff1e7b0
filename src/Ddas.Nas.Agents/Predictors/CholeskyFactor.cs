using System.Numerics;
using System.Runtime.InteropServices;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>The lower triangular L of a positive definite matrix L L^T, row by row: a row needs only those before it.</summary>
internal sealed class CholeskyFactor
{
    private double[][] rows = [];

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The sum of the diagonal's logarithms: half the logarithm of the determinant.</summary>
    public double LogDiagonal { get; private set; }

    public void Clear() => (Count, LogDiagonal) = (0, 0);

    /// <summary>Appends a row of the matrix; false where the matrix would not be positive definite.</summary>
    /// <param name="row">The entries before the diagonal; longer is allowed.</param>
    /// <param name="diagonal">The entry on it.</param>
    public bool Append(ReadOnlySpan<double> row, double diagonal)
    {
        if (rows.Length == Count) Array.Resize(ref rows, Math.Max(64, 2 * Count));
        var into = rows[Count] ??= new double[Count + 1];
        for (int j = 0; j < Count; j++) into[j] = (row[j] - Dot(into.AsSpan(0, j), rows[j].AsSpan(0, j))) / rows[j][j];
        double pivot = diagonal - Dot(into.AsSpan(0, Count), into.AsSpan(0, Count));
        if (!(pivot > 1e-10)) return false;
        into[Count] = Math.Sqrt(pivot);
        LogDiagonal += Math.Log(into[Count]);
        Count++;
        return true;
    }

    /// <summary>Solves L x = b in place.</summary>
    public void SolveLower(Span<double> b)
    {
        for (int i = 0; i < Count; i++) b[i] = (b[i] - Dot(rows[i].AsSpan(0, i), b[..i])) / rows[i][i];
    }

    /// <summary>Solves L^T x = b in place.</summary>
    public void SolveUpper(Span<double> b)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            b[i] /= rows[i][i];
            for (int j = 0; j < i; j++) b[j] -= rows[i][j] * b[i];
        }
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var va = MemoryMarshal.Cast<double, Vector<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> even = Vector<double>.Zero, odd = Vector<double>.Zero;
        int v = 0;
        for (; v + 1 < va.Length; v += 2)
        {
            even += va[v] * vb[v];
            odd += va[v + 1] * vb[v + 1];
        }

        if (v < va.Length) even += va[v] * vb[v];
        double sum = Vector.Sum(even + odd);
        for (int k = va.Length * Vector<double>.Count; k < a.Length; k++) sum += a[k] * b[k];
        return sum;
    }
}

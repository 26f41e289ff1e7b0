using System.Runtime.Intrinsics;

namespace Ddas.Nas.Agents.Ddpg.Kernels;

/// <summary>ReLU and its gradient in place, on matrices whose rows are in one piece.</summary>
internal static unsafe class Rectifier
{
    private const int Width = 8;

    /// <summary>Negative numbers become 0; NaN stays.</summary>
    public static void Apply(Matrix values)
    {
        for (int row = 0; row < values.Rows; row++)
        {
            float* x = values.At(row, 0);
            int i = 0;
            for (; i + Width <= values.Columns; i += Width)
            {
                var value = Vector256.Load(x + i);
                Vector256.AndNot(value, Vector256.LessThan(value, Vector256<float>.Zero)).Store(x + i);
            }

            for (; i < values.Columns; i++) x[i] = x[i] < 0 ? 0 : x[i];
        }
    }

    /// <summary>A gradient by the outputs becomes one by the inputs: 0 where the output is not positive.</summary>
    /// <param name="gradient">[rows, columns]; is overwritten.</param>
    /// <param name="outputs">What the ReLU gave, of the same size.</param>
    public static void ApplyGradient(Matrix gradient, Matrix outputs)
    {
        for (int row = 0; row < gradient.Rows; row++)
        {
            float* g = gradient.At(row, 0), y = outputs.At(row, 0);
            int i = 0;
            for (; i + Width <= gradient.Columns; i += Width)
                Vector256.AndNot(Vector256.Load(g + i), Vector256.LessThanOrEqual(Vector256.Load(y + i), Vector256<float>.Zero)).Store(g + i);
            for (; i < gradient.Columns; i++) g[i] = y[i] <= 0 ? 0 : g[i];
        }
    }
}

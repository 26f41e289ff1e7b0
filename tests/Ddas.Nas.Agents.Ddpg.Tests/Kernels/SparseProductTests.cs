using Ddas.Nas.Agents.Ddpg.Kernels;
using Ddas.Nas.SearchSpace;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests.Kernels;

public class SparseProductTests
{
    public SparseProductTests() => Assert.SkipUnless(SparseProduct.IsSupported, "needs a processor with FMA");

    public static TheoryData<int, int, int, double> Sizes => new()
    {
        { 64, 224, 256, 0.07 }, { 64, 256, 224, 0.5 }, { 256, 64, 448, 0.5 }, { 64, 256, 1, 1 },
        { 1, 1, 1, 1 }, { 1, 6, 256, 1 }, { 3, 65, 63, 0.5 }, { 7, 127, 65, 0.9 }, { 5, 9, 17, 0.3 }, { 9, 130, 31, 0 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_number_is_one_chain_of_multiply_adds_in_order(int rows, int terms, int columns, double density)
    {
        using var scope = NewDisposeScope();
        foreach (bool leftTransposed in new[] { false, true })
        {
            foreach (bool rightTransposed in new[] { false, true })
            {
                float[,] left = Draw(rows, terms, density, 1), right = Draw(terms, columns, 1, 2);
                foreach (float[,]? bias in new[] { null, Draw(1, columns, 1, 3) })
                {
                    var result = Numbers.Constant(float.NaN, rows, columns);

                    SparseProduct.Multiply(View(left, leftTransposed), View(right, rightTransposed), bias is null ? null : View(bias, false), Matrix.Of(result));

                    result.data<float>().ToArray().Should().Equal(Chain(left, right, bias), (x, y) => BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y));
                }
            }
        }
    }

    [Fact]
    public void Some_columns_of_a_matrix_are_a_factor_too()
    {
        using var scope = NewDisposeScope();
        float[,] left = Draw(5, 20, 0.5, 1), right = Draw(20, 90, 1, 2), some = new float[20, 70];
        for (int t = 0; t < 20; t++)
            for (int c = 0; c < 70; c++) some[t, c] = right[t, c + 15];
        var result = empty(5, 70);

        SparseProduct.Multiply(View(left, false), View(right, false).ColumnRange(15, 70), bias: null, Matrix.Of(result));

        result.data<float>().ToArray().Should().Equal(Chain(left, some, null));
    }

    [Fact]
    public void A_zero_hides_what_is_not_finite_and_nothing_else_does()
    {
        using var scope = NewDisposeScope();
        var left = tensor(new[] { 0f, 2, float.NaN, 2 }, [2, 2]);
        var right = tensor(new[] { float.NaN, float.PositiveInfinity, 3, 4 }, [2, 2]);
        var result = empty(2, 2);

        SparseProduct.Multiply(Matrix.Of(left), Matrix.Of(right), bias: null, Matrix.Of(result));

        result.data<float>().ToArray().Should().Equal(6, 8, float.NaN, float.NaN);
    }

    private static float[] Chain(float[,] left, float[,] right, float[,]? bias)
    {
        int rows = left.GetLength(0), terms = left.GetLength(1), columns = right.GetLength(1);
        var result = new float[rows * columns];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                float sum = bias?[0, c] ?? 0;
                for (int t = 0; t < terms; t++) sum = MathF.FusedMultiplyAdd(left[r, t], right[t, c], sum);
                result[(r * columns) + c] = sum;
            }
        }

        return result;
    }

    private static float[,] Draw(int rows, int columns, double density, int index)
    {
        var random = new RandomStream(7, "test", index);
        var values = new float[rows, columns];
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++) values[r, c] = random.NextDouble() < density ? (float)random.NextGaussian() : 0;
        return values;
    }

    /// <summary>A view of a tensor of the test's scope: of the values, or of their transpose turned back.</summary>
    private static Matrix View(float[,] values, bool transposed) =>
        transposed ? Matrix.Of(tensor(values).t().contiguous()).Transposed : Matrix.Of(tensor(values));
}

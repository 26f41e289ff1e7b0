using Ddas.Nas.Agents.Ddpg.Kernels;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests.Kernels;

public class ColumnSumsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(21)]
    public void Every_column_is_summed(int columns)
    {
        using var scope = NewDisposeScope();
        var matrix = arange(5 * columns, ScalarType.Float32).view(5, columns);
        var sums = full(columns, float.NaN);

        ColumnSums.Write(Matrix.Of(matrix), Matrix.Of(sums));

        sums.Equals(matrix.sum(dim: 0)).Should().BeTrue();
    }
}

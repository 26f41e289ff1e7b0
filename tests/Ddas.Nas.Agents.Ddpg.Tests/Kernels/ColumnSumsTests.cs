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
        var matrix = Numbers.Sequence(0, 5, columns);
        var sums = Numbers.Constant(float.NaN, columns);

        ColumnSums.Write(Matrix.Of(matrix), Matrix.Of(sums));

        sums.Equals(matrix.sum(dim: 0)).Should().BeTrue();
    }
}

using Ddas.Nas.Agents.Ddpg.Kernels;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests.Kernels;

public class TranspositionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 8)]
    [InlineData(64, 256)]
    [InlineData(7, 30)]
    [InlineData(30, 7)]
    [InlineData(17, 41)]
    public void Columns_become_rows_and_no_other_memory_is_written(int rows, int columns)
    {
        Assert.SkipUnless(SparseProduct.IsSupported, "needs a processor with FMA");
        using var scope = NewDisposeScope();
        var source = Numbers.Sequence(0, rows, columns);
        using var minusOne = Numbers.Constant(-1);
        var target = Numbers.Constant(-1, columns + 1, rows + 3);

        Transposition.Copy(Matrix.Of(source), Matrix.Of(target) with { Rows = columns, Columns = rows });

        target.narrow(0, 0, columns).narrow(1, 0, rows).Equals(source.t()).Should().BeTrue();
        target.eq(minusOne).sum().item<long>().Should().Be(((columns + 1) * (rows + 3)) - (rows * columns));
    }
}

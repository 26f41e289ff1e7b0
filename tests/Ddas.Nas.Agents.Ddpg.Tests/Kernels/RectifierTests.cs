using Ddas.Nas.Agents.Ddpg.Kernels;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests.Kernels;

public class RectifierTests
{
    private const int Columns = 11; // one register and a rest

    [Fact]
    public void Negative_numbers_become_zero_and_NaN_stays()
    {
        using var scope = NewDisposeScope();
        using var nan = Numbers.Constant(float.NaN);
        var values = Numbers.Sequence(-Columns, 2, Columns);
        values[1, 10] = values[1, 2] = nan;
        var expected = values.relu();

        Rectifier.Apply(Matrix.Of(values));

        values.data<float>().ToArray().Should().Equal(expected.data<float>().ToArray());
        values[1, 10].item<float>().Should().Be(float.NaN);
    }

    [Fact]
    public void A_gradient_passes_where_the_output_is_positive()
    {
        using var scope = NewDisposeScope();
        using Tensor three = Numbers.Constant(3), zero = Numbers.Constant(0);
        var outputs = Numbers.Sequence(0, 3, Columns + 2).remainder(three).contiguous(); // 0 1 2 0 1 2 ...
        var gradient = -Numbers.Sequence(1, 3, Columns);
        var expected = gradient * outputs.narrow(1, 1, Columns).gt(zero);

        Rectifier.ApplyGradient(Matrix.Of(gradient), Matrix.Of(outputs).ColumnRange(1, Columns));

        gradient.Equals(expected).Should().BeTrue();
    }
}

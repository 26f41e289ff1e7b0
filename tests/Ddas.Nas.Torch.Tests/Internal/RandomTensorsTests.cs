using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests.Internal;

public sealed class RandomTensorsTests
{
    [Fact]
    public void Uniform_is_the_stream_in_row_major_order()
    {
        var random = new RandomStream(7, "a", 3);
        var again = new RandomStream(7, "a", 3);
        using var drawn = RandomTensors.Uniform(ref random, -2, 6, CPU, 2, 3);

        drawn.shape.Should().Equal(2, 3);
        drawn.dtype.Should().Be(ScalarType.Float32);
        foreach (float value in drawn.data<float>()) value.Should().Be((float)(-2 + 8 * again.NextDouble()));
    }

    [Fact]
    public void Uniform_and_gaussian_have_their_moments()
    {
        var random = new RandomStream(1, "moments", 0);
        using var uniform = RandomTensors.Uniform(ref random, 1, 3, CPU, 20_000);
        using var gaussian = RandomTensors.Gaussian(ref random, 5, 2, CPU, 20_000);

        uniform.min().item<float>().Should().BeInRange(1, 1.001f);
        uniform.max().item<float>().Should().BeInRange(2.999f, 3);
        uniform.mean().item<float>().Should().BeApproximately(2, 4 * 0.577f / 141);
        gaussian.mean().item<float>().Should().BeApproximately(5, 4 * 2f / 141);
        gaussian.std().item<float>().Should().BeApproximately(2, 4 * 2f / 200);
    }

    [Theory]
    [InlineData(6, 6)]
    [InlineData(64, 24)]
    [InlineData(24, 64)]
    [InlineData(256, 224)]
    [InlineData(1, 5)]
    public void Orthogonal_has_orthonormal_columns_or_rows(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(1, "orthogonal", 0);

        var q = RandomTensors.Orthogonal(ref random, rows, columns, 3, CPU).to(float64);

        q.shape.Should().Equal(rows, columns);
        var gram = rows >= columns ? q.t().mm(q) : q.mm(q.t());
        (gram - 9 * eye(Math.Min(rows, columns), dtype: float64)).abs().max().item<double>().Should().BeLessThan(1e-5);
    }

    [Fact]
    public void Orthogonal_is_the_Q_of_the_gaussian_draws()
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(5, "q", 0);
        var again = new RandomStream(5, "q", 0);
        double[] draws = [.. Enumerable.Range(0, 12).Select(_ => again.NextGaussian())];
        var (q, r) = linalg.qr(tensor(draws, [3, 4]).t()); // columns are the drawn vectors

        var own = RandomTensors.Orthogonal(ref random, 4, 3, 1, CPU);

        (own - q * r.diagonal().sign()).abs().max().item<double>().Should().BeLessThan(1e-6);
    }

    [Fact]
    public void KaimingUniform_has_torchs_bound()
    {
        RandomTensors.FanIn(16, 3, 5, 5).Should().Be(75);
        RandomTensors.FanIn(10, 64).Should().Be(64);
        var random = new RandomStream(1, "kaiming", 0);
        using var weight = RandomTensors.KaimingUniform(ref random, 75, CPU, 16, 3, 5, 5);
        float bound = (float)(1 / Math.Sqrt(75));

        weight.abs().max().item<float>().Should().BeInRange(0.99f * bound, bound);
        using var torchs = nn.Conv2d(3, 16, 5);
        torchs.weight.abs().max().item<float>().Should().BeInRange(0.99f * bound, bound);
    }

    [Fact]
    public void Torchs_generator_has_no_influence()
    {
        byte[] Draw(long seed)
        {
            manual_seed(seed);
            var random = new RandomStream(1, "x", 0);
            using var a = RandomTensors.Gaussian(ref random, 0, 1, CPU, 5);
            using var b = RandomTensors.Orthogonal(ref random, 3, 3, 1, CPU);
            return [.. Bits.Of(a), .. Bits.Of(b)];
        }

        Draw(1).Should().Equal(Draw(2));
    }

    [Fact]
    public void Assign_overwrites_a_parameter_in_place()
    {
        using var scope = NewDisposeScope();
        var parameter = new TorchSharp.Modules.Parameter(zeros(2, 2));
        var alias = parameter.detach();

        RandomTensors.Assign(parameter, tensor(new float[] { 1, 2, 3, 4 }, [2, 2]));

        alias.data<float>().Should().Equal(1, 2, 3, 4);
        FluentActions.Invoking(() => RandomTensors.Assign(parameter, zeros(4))).Should().Throw<ArgumentException>().WithMessage("*[4] do not fit [2,2]*");
    }

    [Fact]
    public void Refuses_impossible_sizes_and_ranges()
    {
        var random = new RandomStream(1, "x", 0);
        FluentActions.Invoking(() => RandomTensors.Uniform(ref random, 1, 0, CPU, 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => RandomTensors.Uniform(ref random, 0, double.PositiveInfinity, CPU, 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => RandomTensors.KaimingUniform(ref random, 0, CPU, 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => RandomTensors.Orthogonal(ref random, 0, 1, 1, CPU)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => RandomTensors.FanIn(3)).Should().Throw<ArgumentException>();
    }
}

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests.Internal;

public sealed class AdamOptimizerTests
{
    [Theory]
    [InlineData(1e-3, 0.9, 0.99)]
    [InlineData(1e-4, 0.9, 0.999)]
    [InlineData(0.1, 0, 0)]
    public void Moves_as_torch_does_bit_for_bit(double rate, double beta1, double beta2)
    {
        using var scope = NewDisposeScope();
        Parameter[] expected = Parameters(), actual = Parameters();
        var torchs = optim.Adam(expected, rate, beta1, beta2);
        using var own = new AdamOptimizer(new AdamOptions { LearningRate = rate, Beta1 = beta1, Beta2 = beta2 }, Named(actual));

        for (int step = 0; step < 20; step++)
        {
            SetGradients(expected, step);
            SetGradients(actual, step);
            if (step % 3 == 1)
            {
                Gradients.Clear([expected[1]]);
                Gradients.Clear([actual[1]]);
            }
            torchs.step();
            own.Step();
        }

        ShouldMatch(own, actual, torchs, expected);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Many_numbers_of_any_scale_do_so_too(ScalarType type)
    {
        using var scope = NewDisposeScope();
        const int Count = 50_003, Steps = 5;
        using var exponents = linspace(-44, 18, Count, dtype: ScalarType.Float64);
        using var scales = pow(tensor(10.0), exponents).to(type); // squares from 0 over denormals to the largest
        Parameter[] expected = [new(Bits.Gaussian(1, Count).to(type))], actual = [new(Bits.Gaussian(1, Count).to(type))];
        var torchs = optim.Adam(expected, 1e-3, 0.9, 0.99);
        using var own = new AdamOptimizer(new AdamOptions { LearningRate = 1e-3 }, Named(actual));

        for (int step = 0; step < Steps; step++)
        {
            foreach (var parameter in (Parameter[])[expected[0], actual[0]]) parameter.grad = Bits.Gaussian(step, Count).to(type) * scales;
            torchs.step();
            own.Step();
        }

        ShouldMatch(own, actual, torchs, expected);
        actual[0].isfinite().all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void First_step_is_the_learning_rate_against_the_gradient()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(2)) { grad = tensor(new[] { 4f, -0.5f }) };
        using var own = new AdamOptimizer(new AdamOptions { LearningRate = 0.01 }, [("w", parameter)]);

        own.Step();

        parameter.data<float>()[0].Should().BeApproximately(-0.01f, 1e-7f);
        parameter.data<float>()[1].Should().BeApproximately(0.01f, 1e-7f);
    }

    [Fact]
    public void Continues_from_captured_state_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        Parameter[] once = Parameters(), twice = Parameters();
        using var first = new AdamOptimizer(new AdamOptions(), Named(once));
        for (int step = 0; step < 3; step++) Advance(first, once, step);
        using var second = new AdamOptimizer(new AdamOptions(), Named(twice));
        Advance(second, twice, 99);
        for (int i = 0; i < once.Length; i++) RandomTensors.Assign(twice[i], once[i].clone());

        second.RestoreState(first.CaptureState());
        Advance(first, once, 3);
        Advance(second, twice, 3);

        foreach (var (a, b) in once.Zip(twice)) Bits.Of(b).Should().Equal(Bits.Of(a));
    }

    [Fact]
    public void Captures_by_name()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = Parameters();
        using var own = new AdamOptimizer(new AdamOptions(), Named(parameters));
        Advance(own, parameters, 0);

        var state = own.CaptureState();

        state.Should().HaveCount(6);
        state["p0.step"].item<long>().Should().Be(1);
        state["p1.exp_avg"].shape.Should().Equal(4);
        state["p1.exp_avg_sq"].shape.Should().Equal(4);
    }

    [Fact]
    public void Refuses_incomplete_state()
    {
        using var scope = NewDisposeScope();
        using var own = new AdamOptimizer(new AdamOptions(), Named(Parameters()));
        var state = own.CaptureState().Where(entry => entry.Key is not ("p0.step" or "p1.exp_avg")).ToDictionary();

        FluentActions.Invoking(() => own.RestoreState(state)).Should().Throw<ArgumentException>().WithMessage("*missing: p0.step, p1.exp_avg.*");
    }

    [Fact]
    public void Live_tensors_stay_flat()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = Parameters();
        SetGradients(parameters, 0);
        using var own = new AdamOptimizer(new AdamOptions(), Named(parameters));
        long before = LiveTensors.Count;

        for (int step = 0; step < 10; step++) own.Step();

        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void Says_all_that_is_wrong_with_the_options()
    {
        var options = new AdamOptions { LearningRate = -1, Beta1 = 1, Beta2 = double.NaN, Epsilon = -1 };

        FluentActions.Invoking(() => new AdamOptimizer(options, [])).Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(4);
    }

    private static void ShouldMatch(AdamOptimizer own, Parameter[] actual, Adam torchs, Parameter[] expected)
    {
        var (state, theirs) = (own.CaptureState(), torchs.state_dict().State.Cast<Adam.State>().ToArray());
        for (int i = 0; i < expected.Length; i++)
        {
            Bits.Of(state[$"p{i}.exp_avg"]).Should().Equal(Bits.Of(theirs[i].exp_avg));
            Bits.Of(state[$"p{i}.exp_avg_sq"]).Should().Equal(Bits.Of(theirs[i].exp_avg_sq));
            Bits.Of(actual[i]).Should().Equal(Bits.Of(expected[i]));
        }
    }

    private static void Advance(AdamOptimizer optimizer, Parameter[] parameters, int step)
    {
        SetGradients(parameters, step);
        optimizer.Step();
    }

    private static Parameter[] Parameters() => [new Parameter(Bits.Gaussian(1, 5, 7)), new Parameter(Bits.Gaussian(2, 4))];

    private static IEnumerable<(string Name, Tensor Parameter)> Named(Parameter[] parameters) => parameters.Select((parameter, i) => ($"p{i}", (Tensor)parameter));

    private static void SetGradients(Parameter[] parameters, int step)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            using var gradient = Bits.Gaussian(1000 + 10 * step + i, parameters[i].shape);
            parameters[i].grad = gradient;
        }
    }
}

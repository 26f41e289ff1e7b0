using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests.Internal;

public sealed class SgdOptimizerTests
{
    [Theory]
    [InlineData(0.9, 3e-4, false)]
    [InlineData(0.9, 3e-4, true)]
    [InlineData(0.9, 0, false)]
    [InlineData(0, 3e-4, false)]
    [InlineData(0, 0, true)]
    public void Is_bit_equal_to_torch(double momentum, double decay, bool preallocate)
    {
        using var scope = NewDisposeScope();
        Parameter[] expected = Parameters(), actual = Parameters();
        var torchs = optim.SGD(expected, 0.025, momentum, weight_decay: decay);
        using var own = new SgdOptimizer(
            new SgdOptions { LearningRate = 0.025, Momentum = momentum, WeightDecay = decay, MaxGradientNorm = null, PreallocateMomentum = preallocate },
            Named(actual));

        for (int step = 0; step < 20; step++)
        {
            if (step == 10)
            {
                own.LearningRate = 0.01;
                torchs.ParamGroups.First().LearningRate = 0.01;
            }
            SetGradients(expected, step);
            SetGradients(actual, step);
            torchs.step();
            own.Step();
        }

        foreach (var (a, b) in expected.Zip(actual)) Bits.Of(b).Should().Equal(Bits.Of(a));
    }

    [Fact]
    public void Clips_all_gradients_together_as_torch()
    {
        using var scope = NewDisposeScope();
        Parameter[] expected = Parameters(), actual = Parameters();
        var torchs = optim.SGD(expected, 0.1, 0.9, weight_decay: 3e-4);
        using var own = new SgdOptimizer(new SgdOptions { LearningRate = 0.1, MaxGradientNorm = 2 }, Named(actual));

        for (int step = 0; step < 5; step++)
        {
            SetGradients(expected, step);
            SetGradients(actual, step);
            nn.utils.clip_grad_norm_(expected, 2);
            torchs.step();
            own.Step();
        }

        foreach (var (a, b) in expected.Zip(actual)) Bits.Of(b).Should().Equal(Bits.Of(a));
    }

    [Fact]
    public void Leaves_parameters_without_gradient_or_not_listed_untouched()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = Parameters();
        using var own = new SgdOptimizer(new SgdOptions(), Named(parameters));
        SetGradients(parameters, 0);
        own.Step();
        byte[][] values = [.. parameters.Select(Bits.Of)];
        byte[][] momenta = [.. own.CaptureState().Values.Select(Bits.Of)];

        SetGradients(parameters, 1);
        Gradients.Clear([parameters[1]]);
        own.Step([parameters[0], parameters[1]]); // 1 has no gradient, 2 is not listed
        var after = own.CaptureState().Values.Select(Bits.Of).ToArray();

        Bits.Of(parameters[0]).Should().NotEqual(values[0]);
        after[0].Should().NotEqual(momenta[0]);
        for (int i = 1; i < parameters.Length; i++)
        {
            Bits.Of(parameters[i]).Should().Equal(values[i]);
            after[i].Should().Equal(momenta[i]);
        }
    }

    [Fact]
    public void Continues_from_captured_state_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        Parameter[] once = Parameters(), twice = Parameters();
        using var first = new SgdOptimizer(new SgdOptions(), Named(once));
        for (int step = 0; step < 3; step++) Advance(first, once, step);
        using var second = new SgdOptimizer(new SgdOptions(), Named(twice));
        for (int i = 0; i < once.Length; i++) RandomTensors.Assign(twice[i], once[i].clone());
        Advance(second, twice, 99);
        for (int i = 0; i < once.Length; i++) RandomTensors.Assign(twice[i], once[i].clone());

        second.RestoreState(first.CaptureState());
        Advance(first, once, 3);
        Advance(second, twice, 3);

        foreach (var (a, b) in once.Zip(twice)) Bits.Of(b).Should().Equal(Bits.Of(a));
    }

    [Fact]
    public void State_names_only_parameters_that_have_moved()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = Parameters();
        using var own = new SgdOptimizer(new SgdOptions { PreallocateMomentum = true }, Named(parameters));
        SetGradients(parameters, 0);
        own.Step([parameters[1]]);
        var captured = own.CaptureState();
        captured.Keys.Should().Equal("p1.momentum_buffer");

        own.Step();
        own.RestoreState(captured);

        own.CaptureState().Keys.Should().Equal("p1.momentum_buffer");
    }

    [Fact]
    public void Refuses_state_that_does_not_fit_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = Parameters();
        using var own = new SgdOptimizer(new SgdOptions(), Named(parameters));
        var state = new Dictionary<string, Tensor> { ["p0.momentum_buffer"] = zeros(2, 3, 3, 3), ["p1.momentum_buffer"] = zeros(5), ["q.momentum_buffer"] = zeros(1) };

        FluentActions.Invoking(() => own.RestoreState(state)).Should().Throw<ArgumentException>()
            .WithMessage("*does not fit its parameters: unexpected: q.momentum_buffer; different: p1.momentum_buffer is Float32[5] instead of Float32[4].*");
        own.CaptureState().Should().BeEmpty();
    }

    [Fact]
    public void Refuses_unknown_and_repeated_parameters()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = Parameters();
        using var own = new SgdOptimizer(new SgdOptions(), Named(parameters));

        FluentActions.Invoking(() => own.Step([zeros(1)])).Should().Throw<ArgumentException>().WithMessage("*none of this optimizer's parameters*");
        FluentActions.Invoking(() => own.Step([parameters[0], parameters[0]])).Should().Throw<ArgumentException>().WithMessage("*listed twice*");
        FluentActions.Invoking(() => new SgdOptimizer(new SgdOptions(), [("a", parameters[0]), ("a", parameters[1])])).Should().Throw<ArgumentException>().WithMessage("*named 'a'*");
        FluentActions.Invoking(() => new SgdOptimizer(new SgdOptions(), [("a", parameters[0]), ("b", parameters[0])])).Should().Throw<ArgumentException>().WithMessage("*'b' is listed twice*");
    }

    [Fact]
    public void Says_all_that_is_wrong_with_the_options()
    {
        var options = new SgdOptions { LearningRate = -1, Momentum = 2, WeightDecay = double.NaN, MaxGradientNorm = 0 };

        FluentActions.Invoking(() => new SgdOptimizer(options, [])).Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(4);
    }

    [Fact]
    public void Live_tensors_stay_flat_once_momentum_is_allocated()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = Parameters();
        SetGradients(parameters, 0);
        using var own = new SgdOptimizer(new SgdOptions { PreallocateMomentum = true }, Named(parameters));
        long before = LiveTensors.Count;

        for (int step = 0; step < 10; step++) own.Step();

        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void Momentum_outlives_the_scope_of_the_step()
    {
        using var outer = NewDisposeScope();
        Parameter[] parameters = Parameters();
        using var own = new SgdOptimizer(new SgdOptions(), Named(parameters));
        for (int step = 0; step < 2; step++)
        {
            using var scope = NewDisposeScope();
            Advance(own, parameters, step);
        }

        own.CaptureState().Should().HaveCount(3);
    }

    private static void Advance(SgdOptimizer optimizer, Parameter[] parameters, int step)
    {
        SetGradients(parameters, step);
        optimizer.Step();
    }

    private static Parameter[] Parameters()
    {
        long[][] shapes = [[2, 3, 3, 3], [4], [5, 7]];
        return [.. shapes.Select((shape, i) => new Parameter(Bits.Gaussian(i, shape)))];
    }

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

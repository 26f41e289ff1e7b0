using Ddas.Nas.Agents.Ddpg.Networks;
using Ddas.Nas.Agents.Ddpg.Tests.Kernels;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests.Networks;

public class LinearLayerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Outputs_and_gradients_are_those_of_autograd(bool skipZeros)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        Tensor Normal(params long[] shape) => randn(shape, generator: generator);
        var x = Normal(5, 70).relu().requires_grad_();
        Tensor weight = Normal(33, 70), bias = Normal(33), outputGradient = Normal(5, 33);
        using var layer = new LinearLayer(weight.alias(), bias.alias(), skipZeros);
        using var gradient = new LinearLayer(Numbers.Constant(float.NaN, 33, 70), Numbers.Constant(float.NaN, 33), skipZeros);
        Tensor w = weight.clone().requires_grad_(), b = bias.clone().requires_grad_();
        var expected = nn.functional.linear(x, w, b);
        expected.backward([outputGradient]);

        gradient.SetGradient(x.detach(), outputGradient);

        Close(layer.Forward(x.detach()), expected);
        Close(layer.ForwardRectified(x.detach()), expected.relu());
        Close(layer.InputGradient(outputGradient, 20, 40), x.grad!.narrow(1, 20, 40));
        Close(layer.RectifiedInputGradient(outputGradient, x.detach(), 64), (x.grad! * x.sign()).narrow(1, 0, 64));
        Close(gradient.Weight, w.grad!);
        Close(gradient.Bias, b.grad!);
    }

    private static void Close(Tensor actual, Tensor expected)
    {
        actual.shape.Should().Equal(expected.shape);
        (actual - expected).abs().max().item<float>().Should().BeLessThan(2e-5f);
    }
}

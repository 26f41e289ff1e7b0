using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests.Internal;

public sealed class GradientsTests
{
    [Fact]
    public void Clear_sets_the_listed_gradients_to_null()
    {
        using var scope = NewDisposeScope();
        var a = ones(2).requires_grad_();
        var b = ones(2).requires_grad_();
        a.add(b, Scalars.One).sum().backward();

        Gradients.Clear([a]);

        a.grad.Should().BeNull();
        b.grad!.data<float>().Should().Equal(1f, 1f);
    }
}

using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>A ReLU within a chain, in place: behind BatchNorm, whose output nothing else reads.</summary>
internal sealed class InnerRelu() : nn.Module<Tensor, Tensor>(nameof(InnerRelu))
{
    public override Tensor forward(Tensor input) => input.relu_();
}

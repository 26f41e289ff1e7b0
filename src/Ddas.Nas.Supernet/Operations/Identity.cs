using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>Hands its input on.</summary>
internal sealed class Identity() : WeightlessModule(nameof(Identity))
{
    public override Tensor forward(Tensor input) => input;
}

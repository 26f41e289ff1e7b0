using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Networks;

/// <summary>The weights of y = x W^T + b, or the gradient of a loss by them. Owns its views.</summary>
internal sealed class LinearLayer : IDisposable
{
    private readonly Tensor transposed;

    /// <param name="weight">[outputs, inputs]; owned from here on.</param>
    /// <param name="bias">[outputs]; owned from here on.</param>
    public LinearLayer(Tensor weight, Tensor bias) => (Weight, Bias, transposed) = (weight, bias, weight.t().DetachFromDisposeScope());

    /// <summary>[outputs, inputs].</summary>
    public Tensor Weight { get; }

    /// <summary>[outputs].</summary>
    public Tensor Bias { get; }

    /// <summary>x W^T + b.</summary>
    /// <param name="x">[batch, inputs].</param>
    /// <returns>[batch, outputs].</returns>
    public Tensor Forward(Tensor x) => torch.addmm(Bias, x, transposed, 1, 1);

    /// <summary>Overwrites this layer, which holds a gradient, with that of a batch.</summary>
    /// <param name="x">The layer's input, [batch, inputs].</param>
    /// <param name="outputGradient">Gradient by the layer's output, [batch, outputs].</param>
    public void SetGradient(Tensor x, Tensor outputGradient)
    {
        Weight.addmm_(outputGradient.t(), x, beta: 0, alpha: 1);
        Bias.copy_(outputGradient.sum(dim: 0));
    }

    public void Dispose()
    {
        transposed.Dispose();
        Weight.Dispose();
        Bias.Dispose();
    }
}

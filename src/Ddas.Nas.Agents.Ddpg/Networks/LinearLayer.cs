using Ddas.Nas.Agents.Ddpg.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Networks;

/// <summary>
/// The weights of y = x W^T + b, or the gradient of a loss by them. Owns its views. On the CPU it computes with
/// <see cref="SparseProduct"/>; elsewhere, and on processors without its instructions, with torch.
/// </summary>
internal sealed class LinearLayer : IDisposable
{
    private readonly Tensor transposed;
    private readonly bool skipsZeros;
    private readonly Matrix weight;
    private readonly Matrix bias;

    /// <param name="weight">[outputs, inputs]; owned from here on.</param>
    /// <param name="bias">[outputs]; owned from here on.</param>
    /// <param name="skipZeros">Whether to skip zeros where that is possible.</param>
    public LinearLayer(Tensor weight, Tensor bias, bool skipZeros)
    {
        (Weight, Bias, transposed) = (weight, bias, weight.t().DetachFromDisposeScope());
        skipsZeros = skipZeros && weight.device_type == DeviceType.CPU && SparseProduct.IsSupported;
        if (skipsZeros) (this.weight, this.bias) = (Matrix.Of(weight), Matrix.Of(bias));
    }

    /// <summary>[outputs, inputs].</summary>
    public Tensor Weight { get; }

    /// <summary>[outputs].</summary>
    public Tensor Bias { get; }

    /// <summary>x W^T + b.</summary>
    /// <param name="x">[batch, inputs].</param>
    /// <returns>[batch, outputs].</returns>
    public Tensor Forward(Tensor x)
    {
        if (!skipsZeros) return torch.addmm(Bias, x, transposed, 1, 1);
        var y = torch.empty(x.size(0), weight.Rows);
        SparseProduct.Multiply(Matrix.Of(x), weight.Transposed, bias, Matrix.Of(y));
        GC.KeepAlive(x); // its address alone would not
        return y;
    }

    /// <summary>ReLU(x W^T + b).</summary>
    /// <param name="x">[batch, inputs].</param>
    /// <returns>[batch, outputs].</returns>
    public Tensor ForwardRectified(Tensor x)
    {
        var y = Forward(x);
        if (!skipsZeros) return y.relu_();
        Rectifier.Apply(Matrix.Of(y));
        return y;
    }

    /// <summary>The gradient by some of the inputs.</summary>
    /// <param name="outputGradient">Gradient by the layer's output, [batch, outputs].</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>[batch, count].</returns>
    public Tensor InputGradient(Tensor outputGradient, int first, int count)
    {
        if (!skipsZeros) return outputGradient.mm(Weight.narrow(1, first, count));
        var gradient = torch.empty(outputGradient.size(0), count);
        SparseProduct.Multiply(Matrix.Of(outputGradient), weight.ColumnRange(first, count), bias: null, Matrix.Of(gradient));
        GC.KeepAlive(outputGradient);
        return gradient;
    }

    /// <summary>The gradient by what became the layer's first inputs through a ReLU.</summary>
    /// <param name="outputGradient">Gradient by the layer's output, [batch, outputs].</param>
    /// <param name="x">The layer's input, [batch, inputs].</param>
    /// <param name="count">How many of its inputs came through the ReLU.</param>
    /// <returns>[batch, count].</returns>
    public Tensor RectifiedInputGradient(Tensor outputGradient, Tensor x, int count)
    {
        var gradient = InputGradient(outputGradient, 0, count);
        if (!skipsZeros) return gradient.mul_(x.narrow(1, 0, count).sign()); // a ReLU's output is 0 or positive
        Rectifier.ApplyGradient(Matrix.Of(gradient), Matrix.Of(x).ColumnRange(0, count));
        GC.KeepAlive(x);
        return gradient;
    }

    /// <summary>Overwrites this layer, which holds a gradient, with that of a batch.</summary>
    /// <param name="x">The layer's input, [batch, inputs].</param>
    /// <param name="outputGradient">Gradient by the layer's output, [batch, outputs].</param>
    public void SetGradient(Tensor x, Tensor outputGradient)
    {
        if (!skipsZeros)
        {
            Weight.addmm_(outputGradient.t(), x, beta: 0, alpha: 1);
            Bias.copy_(outputGradient.sum(dim: 0));
            return;
        }

        var gradient = Matrix.Of(outputGradient);
        SparseProduct.Multiply(gradient.Transposed, Matrix.Of(x), bias: null, weight);
        ColumnSums.Write(gradient, bias);
        GC.KeepAlive(x);
        GC.KeepAlive(outputGradient);
    }

    public void Dispose()
    {
        transposed.Dispose();
        Weight.Dispose();
        Bias.Dispose();
    }
}

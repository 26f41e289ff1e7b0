using Ddas.Nas.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Networks;

/// <summary>
/// Weights and biases of a fully connected network as views into one flat tensor, so that an optimizer step or a soft
/// update is a few native calls however many layers there are. Also holds the gradient by them, in the same layout.
/// </summary>
internal sealed class NetworkParameters : IDisposable
{
    private readonly (int Inputs, int Outputs)[] shapes;
    private readonly bool skipZeros;

    /// <summary>Creates zeros.</summary>
    /// <param name="shapes">Inputs and outputs of each layer, first layer first.</param>
    /// <param name="device">Where they live.</param>
    /// <param name="skipZeros">Whether products skip zeros where that is possible, which is faster; false for those of torch.</param>
    public NetworkParameters(IEnumerable<(int Inputs, int Outputs)> shapes, Device device, bool skipZeros = true)
    {
        (this.shapes, this.skipZeros) = ([.. shapes], skipZeros);
        Flat = torch.zeros(this.shapes.Sum(static s => (s.Inputs + 1L) * s.Outputs), device: device).DetachFromDisposeScope();
        var layers = new LinearLayer[this.shapes.Length];
        long offset = 0;
        for (int i = 0; i < layers.Length; i++)
        {
            var (inputs, outputs) = this.shapes[i];
            long weights = (long)inputs * outputs;
            using var weight = Flat.narrow(0, offset, weights);
            layers[i] = new LinearLayer(
                weight.view(outputs, inputs).DetachFromDisposeScope(), Flat.narrow(0, offset + weights, outputs).DetachFromDisposeScope(), skipZeros);
            offset += weights + outputs;
        }

        Layers = layers;
    }

    /// <summary>All numbers, layer by layer, weight before bias; [parameters].</summary>
    public Tensor Flat { get; }

    /// <summary>The layers, first layer first.</summary>
    public IReadOnlyList<LinearLayer> Layers { get; }

    /// <summary>Zeros of the same shapes.</summary>
    public NetworkParameters Empty() => new(shapes, Flat.device, skipZeros);

    /// <summary>A copy that changes independently.</summary>
    public NetworkParameters Copy()
    {
        var copy = Empty();
        copy.Flat.copy_(Flat);
        return copy;
    }

    /// <summary>Soft update: this = (1 - tau) x this + tau x other.</summary>
    /// <param name="other">Where to move to, of the same shapes.</param>
    /// <param name="tau">A number from 0 to 1 as a tensor of no dimensions, on the same device.</param>
    public void MoveTowards(NetworkParameters other, Tensor tau) => Flat.lerp_(other.Flat, tau);

    public void Dispose()
    {
        foreach (var layer in Layers) layer.Dispose();
        Flat.Dispose();
    }
}

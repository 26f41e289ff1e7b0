using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Networks;

/// <summary>
/// The deterministic policy mu: state to action, fully connected, three hidden layers of 256 with ReLU, sigmoid at the
/// end (224-256-256-256-224 in the DARTS space). The backward pass is written out, which spares autograd's graph.
/// </summary>
internal sealed class ActorNetwork : IDisposable
{
    private ActorNetwork(NetworkParameters parameters) => Parameters = parameters;

    /// <summary>Creates the network with all weights zero.</summary>
    /// <param name="actionLength">Length of alpha, which is both state and action.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="skipZeros">Whether products skip zeros where that is possible; false for those of torch.</param>
    public ActorNetwork(int actionLength, Device device, bool skipZeros = true)
        : this(new NetworkParameters(Shapes(actionLength), device, skipZeros))
    {
    }

    /// <summary>Units of a hidden layer.</summary>
    public const int Hidden = 256;

    /// <summary>All weights.</summary>
    public NetworkParameters Parameters { get; }

    /// <summary>A network of the same weights that changes independently.</summary>
    public ActorNetwork Copy() => new(Parameters.Copy());

    /// <summary>Computes actions.</summary>
    /// <param name="states">[batch, alpha].</param>
    /// <returns>The input of each layer, then the actions: [batch, alpha], each from 0 to 1.</returns>
    public Tensor[] Forward(Tensor states)
    {
        var layers = Parameters.Layers;
        var trace = new Tensor[layers.Count + 1];
        trace[0] = states;
        for (int i = 0; i < layers.Count - 1; i++) trace[i + 1] = layers[i].ForwardRectified(trace[i]); // [batch, 256]
        trace[^1] = layers[^1].Forward(trace[^2]).sigmoid_();                                           // [batch, alpha]
        return trace;
    }

    /// <summary>Computes the gradient by the weights.</summary>
    /// <param name="trace">What <see cref="Forward"/> returned.</param>
    /// <param name="actionGradient">Gradient of the loss by the actions, [batch, alpha].</param>
    /// <param name="gradient">Is overwritten.</param>
    public void Backward(Tensor[] trace, Tensor actionGradient, NetworkParameters gradient)
    {
        var actions = trace[^1];
        var delta = torch.ones_like(actions).sub_(actions).mul_(actions).mul_(actionGradient); // [batch, alpha]
        for (int i = Parameters.Layers.Count - 1; ; i--)
        {
            gradient.Layers[i].SetGradient(trace[i], delta);
            if (i == 0) return;
            delta = Parameters.Layers[i].RectifiedInputGradient(delta, trace[i], Hidden); // [batch, 256]
        }
    }

    public void Dispose() => Parameters.Dispose();

    private static (int Inputs, int Outputs)[] Shapes(int alpha) => [(alpha, Hidden), (Hidden, Hidden), (Hidden, Hidden), (Hidden, alpha)];
}

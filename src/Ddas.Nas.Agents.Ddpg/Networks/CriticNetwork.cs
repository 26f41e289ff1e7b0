using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Networks;

/// <summary>
/// The action value Q: state and action to a number, fully connected, three hidden layers of 256 with ReLU, linear at the
/// end (448-256-256-256-1 in the DARTS space). The backward pass is written out, which spares autograd's graph.
/// </summary>
internal sealed class CriticNetwork : IDisposable
{
    private const int Hidden = ActorNetwork.Hidden;
    private readonly CriticLayout layout;
    private readonly int actionLength;

    /// <summary>Creates the network with all weights zero.</summary>
    /// <param name="actionLength">Length of alpha, which is both state and action.</param>
    /// <param name="layout">Where the action enters.</param>
    /// <param name="device">Where it computes.</param>
    /// <param name="skipZeros">Whether products skip zeros where that is possible; false for those of torch.</param>
    public CriticNetwork(int actionLength, CriticLayout layout, Device device, bool skipZeros = true)
        : this(new NetworkParameters(Shapes(actionLength, layout), device, skipZeros), actionLength, layout)
    {
    }

    private CriticNetwork(NetworkParameters parameters, int actionLength, CriticLayout layout) =>
        (Parameters, this.actionLength, this.layout) = (parameters, actionLength, layout);

    /// <summary>All weights.</summary>
    public NetworkParameters Parameters { get; }

    private int JointLayer => layout == CriticLayout.ActionAtFirstLayer ? 0 : 1;

    /// <summary>A network of the same weights that changes independently.</summary>
    public CriticNetwork Copy() => new(Parameters.Copy(), actionLength, layout);

    /// <summary>Computes action values.</summary>
    /// <param name="states">[batch, alpha].</param>
    /// <param name="actions">[batch, alpha].</param>
    /// <returns>The input of each layer, then Q: [batch, 1].</returns>
    public Tensor[] Forward(Tensor states, Tensor actions)
    {
        var layers = Parameters.Layers;
        var trace = new Tensor[layers.Count + 1];
        trace[0] = states;
        for (int i = 0; i < layers.Count; i++)
        {
            if (i == JointLayer) trace[i] = torch.cat([trace[i], actions], 1);
            trace[i + 1] = i < layers.Count - 1 ? layers[i].ForwardRectified(trace[i]) : layers[i].Forward(trace[i]); // [batch, 256 or 1]
        }

        return trace;
    }

    /// <summary>Computes the gradient by the weights.</summary>
    /// <param name="trace">What <see cref="Forward"/> returned.</param>
    /// <param name="outputGradient">Gradient of the loss by Q, [batch, 1].</param>
    /// <param name="gradient">Is overwritten.</param>
    public void Backward(Tensor[] trace, Tensor outputGradient, NetworkParameters gradient)
    {
        var delta = outputGradient;
        for (int i = Parameters.Layers.Count - 1; ; i--)
        {
            gradient.Layers[i].SetGradient(trace[i], delta);
            if (i == 0) return;
            delta = Propagate(trace, i, delta);
        }
    }

    /// <summary>Computes the gradient by the actions.</summary>
    /// <param name="trace">What <see cref="Forward"/> returned.</param>
    /// <param name="outputGradient">Gradient of the loss by Q, [batch, 1].</param>
    /// <returns>[batch, alpha].</returns>
    public Tensor ActionGradient(Tensor[] trace, Tensor outputGradient)
    {
        var delta = outputGradient;
        for (int i = Parameters.Layers.Count - 1; i > JointLayer; i--) delta = Propagate(trace, i, delta);
        return Parameters.Layers[JointLayer].InputGradient(delta, JointLayer == 0 ? actionLength : Hidden, actionLength); // its last inputs are the action
    }

    public void Dispose() => Parameters.Dispose();

    /// <summary>The gradient by the hidden layer below layer <paramref name="i"/>, [batch, 256].</summary>
    private Tensor Propagate(Tensor[] trace, int i, Tensor delta) =>
        Parameters.Layers[i].RectifiedInputGradient(delta, trace[i], Hidden);

    private static (int Inputs, int Outputs)[] Shapes(int alpha, CriticLayout layout) => layout == CriticLayout.ActionAtFirstLayer
        ? [(2 * alpha, Hidden), (Hidden, Hidden), (Hidden, Hidden), (Hidden, 1)]
        : [(alpha, Hidden), (Hidden + alpha, Hidden), (Hidden, Hidden), (Hidden, 1)];
}

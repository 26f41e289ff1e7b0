using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>The action value Q: state and action to a number (448-256-256-256-1 in the DARTS space).</summary>
internal sealed class Critic : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> state;
    private readonly Sequential joint;

    /// <summary>Creates the network with all weights zero.</summary>
    /// <param name="alpha">Length of a state and of an action.</param>
    /// <param name="hidden">Units of each hidden layer, at least one layer.</param>
    /// <param name="layout">Where the action enters.</param>
    /// <param name="device">Where it computes.</param>
    public Critic(int alpha, IReadOnlyList<int> hidden, CriticLayout layout, Device device)
        : base(nameof(Critic))
    {
        if (layout == CriticLayout.ActionAtFirstLayer)
        {
            state = nn.Identity();
            joint = Mlp.Create(device, [2 * alpha, .. hidden, 1]);
        }
        else
        {
            state = nn.Sequential(Mlp.Create(device, alpha, hidden[0]), nn.ReLU(inplace: true));
            joint = Mlp.Create(device, [hidden[0] + alpha, .. hidden.Skip(1), 1]);
        }

        RegisterComponents();
    }

    /// <param name="states">[batch, alpha].</param>
    /// <param name="actions">[batch, alpha].</param>
    /// <returns>Q, [batch, 1].</returns>
    public override Tensor forward(Tensor states, Tensor actions) =>
        joint.call(cat([state.call(states), actions], 1)); // [batch, 2 alpha, or units of the first layer + alpha] -> [batch, 1]
}

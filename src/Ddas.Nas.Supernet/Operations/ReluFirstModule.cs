using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>A module that begins with a ReLU. A cell computes that ReLU once for all edges that leave the same state.</summary>
/// <param name="name">The module's name.</param>
public abstract class ReluFirstModule(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Applies the module.</summary>
    /// <param name="input">Any sign.</param>
    public sealed override Tensor forward(Tensor input)
    {
        using var activated = nn.functional.relu(input);
        return AfterRelu(activated);
    }

    /// <summary>Applies what follows the ReLU.</summary>
    /// <param name="activated">The input after ReLU; shared with other edges, so neither changed nor disposed here.</param>
    protected internal abstract Tensor AfterRelu(Tensor activated);

    /// <summary>Applies the module to the output of a cell.</summary>
    internal virtual Tensor Apply(CellNodes input) => AfterRelu(input.Activated);
}

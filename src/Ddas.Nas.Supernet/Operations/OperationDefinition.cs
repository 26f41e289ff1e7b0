using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>What an operation computes; an entry of <see cref="OperationTable"/>.</summary>
public sealed class OperationDefinition
{
    private readonly Func<OperationSite, nn.Module<Tensor, Tensor>>? create;

    /// <summary>Defines an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="create">
    /// Makes its module for a site: [B, C, H, W] to [B, C, H / stride, W / stride], on the CPU. Modules that derive from
    /// <see cref="ReluFirstModule"/> or <see cref="WeightlessModule"/> share work between edges. Initial weights are
    /// overwritten: those of rank 2 and more are uniform as in PyTorch's convolutions, other weights 1, biases 0. Null for
    /// an operation that connects nothing: its output is zero and no work is done for it.
    /// </param>
    public OperationDefinition(Operation operation, Func<OperationSite, nn.Module<Tensor, Tensor>>? create)
    {
        ArgumentNullException.ThrowIfNull(operation);
        (Operation, this.create) = (operation, create);
    }

    /// <summary>The operation.</summary>
    public Operation Operation { get; }

    /// <summary>Whether BatchNorm without weights follows in the supernet (DARTS: behind pools); a stand-alone network has none. Default false.</summary>
    public bool NormalizedInSupernet { get; init; }

    /// <summary>What it costs in a stand-alone network; null where the table's user gives an <see cref="IArchitectureCost"/> of his own.</summary>
    public OperationCostRule? Cost { get; init; }

    /// <summary>Whether the operation connects nothing.</summary>
    public bool ConnectsNothing => create is null;

    /// <summary>Makes the module for a site, without the supernet's BatchNorm.</summary>
    /// <exception cref="InvalidOperationException">The operation connects nothing.</exception>
    public nn.Module<Tensor, Tensor> CreateModule(OperationSite site) =>
        create is null ? throw new InvalidOperationException($"Operation '{Operation}' connects nothing and has no module.") : create(site);
}

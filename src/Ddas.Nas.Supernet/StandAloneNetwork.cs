using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Networks;
using Ddas.Nas.Supernet.Operations;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>
/// The network of one found cell, as DARTS evaluates it: the chosen operations only, BatchNorm with weights in them and none
/// behind pools, and on request an auxiliary head. Tensors bear DARTS' own names, numbered in the genotype's order. Not
/// thread-safe; the owner disposes it.
/// </summary>
public sealed class StandAloneNetwork : IDisposable
{
    private readonly NetworkBody body;
    private readonly NetworkTensors tensors;
    private readonly CellPass[] pass;

    /// <summary>Creates a network with initial weights drawn from the seed, whatever the state of torch's own generator.</summary>
    /// <param name="genotype">The cells.</param>
    /// <param name="skeleton">The network around them; 36 channels and 20 cells in the paper's Table 1.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="auxiliaryHead">Whether it has an auxiliary head behind two thirds of its cells.</param>
    /// <param name="space">The space; null for <see cref="SearchSpaceDefinition.Darts"/>.</param>
    /// <param name="operations">What the operations compute; null for <see cref="OperationTable.Darts"/>.</param>
    /// <param name="device">Where the weights are; null for the CPU.</param>
    /// <exception cref="OptionsException">The skeleton has numbers out of range.</exception>
    /// <exception cref="ArgumentException">The genotype does not fit the space, or an operation is not defined by the table.</exception>
    public StandAloneNetwork(
        Genotype genotype, NetworkSkeleton skeleton, long seed = 0, bool auxiliaryHead = false,
        SearchSpaceDefinition? space = null, OperationTable? operations = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(skeleton);
        skeleton.Validate();
        Genotype = genotype;
        body = new NetworkBody(NetworkPlan.StandAlone(space ?? SearchSpaceDefinition.Darts, skeleton, operations ?? OperationTable.Darts, genotype, auxiliaryHead));
        tensors = new NetworkTensors(body, seed, device ?? CPU, float32);
        pass = CellPass.Of(genotype.ToArchitecture(body.Plan.Space));
    }

    /// <summary>The cells.</summary>
    public Genotype Genotype { get; }

    /// <summary>The space.</summary>
    public SearchSpaceDefinition Space => body.Plan.Space;

    /// <summary>The network around the cells.</summary>
    public NetworkSkeleton Skeleton => body.Plan.Skeleton;

    /// <summary>All weights, those of the auxiliary head included.</summary>
    public IReadOnlyList<Parameter> Parameters => tensors.Parameters;

    /// <summary>Weights, running statistics and batch counters, by the names that DARTS' own code gives them, in a fixed order.</summary>
    public IReadOnlyDictionary<string, Tensor> NamedTensors => tensors.ByName;

    /// <summary>Applies the network. In evaluation on a CPU it is nearly twice as fast under <c>torch.no_grad()</c>.</summary>
    /// <param name="images">[B, image channels, H, W], normalized, channels-last strides.</param>
    /// <param name="training">Whether BatchNorm uses the batch's statistics, and updates its running ones.</param>
    /// <returns>Logits [B, classes]; in training mode also those of the auxiliary head, null without one.</returns>
    public (Tensor Logits, Tensor? Auxiliary) Forward(Tensor images, bool training) => body.Forward(images, pass, training);

    /// <summary>Number of operations that a pass applies, over all cells.</summary>
    internal int OperationCount => body.OperationCount;

    internal IEnumerable<(string Name, Tensor Parameter)> NamedParameters => tensors.NamedParameters;

    /// <summary>Applies the network in training mode with dropped paths.</summary>
    internal (Tensor Logits, Tensor? Auxiliary) Train(Tensor images, DropPath? dropPath) => body.Forward(images, pass, training: true, dropPath);

    /// <inheritdoc/>
    public void Dispose() => body.Dispose();
}

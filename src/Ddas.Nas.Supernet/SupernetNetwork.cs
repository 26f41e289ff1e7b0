using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Networks;
using Ddas.Nas.Supernet.Operations;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>
/// The DARTS supernet: every operation on every edge of every cell, with weights of its own. Applied with a mixed alpha it
/// computes Eq. 1, the sum of alpha x op(x); applied with an architecture it computes the chosen operations only. BatchNorm
/// in cells has no weights and follows pools, the stem's has. Not thread-safe; the owner disposes it.
/// </summary>
public sealed class SupernetNetwork : IDisposable
{
    private readonly NetworkBody body;
    private readonly NetworkTensors tensors;

    /// <summary>Creates a supernet with initial weights drawn from the seed, whatever the state of torch's own generator.</summary>
    /// <param name="space">The space: cell kinds normal and reduction, two inputs, concatenated nodes.</param>
    /// <param name="skeleton">The network around the cells; the paper searches with 16 channels and 6 cells. <see cref="NetworkSkeleton.AffineOperations"/> is not used.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="operations">What the operations compute; null for <see cref="OperationTable.Darts"/>.</param>
    /// <param name="device">Where the weights are; null for the CPU.</param>
    /// <exception cref="OptionsException">The skeleton has numbers out of range.</exception>
    /// <exception cref="ArgumentException">The space is of another kind, or has an operation that the table does not define.</exception>
    public SupernetNetwork(SearchSpaceDefinition space, NetworkSkeleton skeleton, long seed, OperationTable? operations = null, Device? device = null)
        : this(space, skeleton, seed, operations, device, float32)
    {
    }

    internal SupernetNetwork(SearchSpaceDefinition space, NetworkSkeleton skeleton, long? seed, OperationTable? operations, Device? device, ScalarType type)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(skeleton);
        skeleton.Validate();
        if (space.CellKinds.Count != 2 || space.Topology.Inputs != 2 || space.Topology.Output != CellOutput.ConcatenateNodes)
            throw new ArgumentException($"Space '{space.Name}' makes no DARTS network: that takes two cell kinds (normal, reduction), two inputs, and nodes that are concatenated.", nameof(space));

        Device = device ?? CPU;
        body = new NetworkBody(NetworkPlan.Supernet(space, skeleton, operations ?? OperationTable.Darts));
        tensors = new NetworkTensors(body, seed, Device, type);
    }

    /// <summary>The space.</summary>
    public SearchSpaceDefinition Space => body.Plan.Space;

    /// <summary>The network around the cells.</summary>
    public NetworkSkeleton Skeleton => body.Plan.Skeleton;

    /// <summary>Where the weights are.</summary>
    public Device Device { get; }

    /// <summary>All weights.</summary>
    public IReadOnlyList<Parameter> Parameters => tensors.Parameters;

    /// <summary>Weights, running statistics and batch counters, by the names that DARTS' own code gives them, in a fixed order.</summary>
    public IReadOnlyDictionary<string, Tensor> NamedTensors => tensors.ByName;

    /// <summary>Applies the supernet with a mixed alpha (Eq. 1); entries that are 0 are not computed.</summary>
    /// <param name="images">[B, image channels, H, W], normalized, channels-last strides.</param>
    /// <param name="alpha">The weights of the operations.</param>
    /// <param name="training">Whether BatchNorm uses the batch's statistics, and updates its running ones.</param>
    /// <returns>Logits [B, classes].</returns>
    /// <exception cref="ArgumentException">Alpha belongs to another space.</exception>
    public Tensor Forward(Tensor images, ArchitectureWeights alpha, bool training)
    {
        ArgumentNullException.ThrowIfNull(alpha);
        CheckSpace(alpha.Space);
        return body.Forward(images, CellPass.Of(alpha), training).Logits;
    }

    /// <summary>Applies one architecture: the chosen operations only. In evaluation on a CPU it is nearly twice as fast under <c>torch.no_grad()</c>.</summary>
    /// <param name="images">[B, image channels, H, W], normalized, channels-last strides; float32, or in evaluation bfloat16, in which convolutions then compute.</param>
    /// <param name="architecture">The architecture.</param>
    /// <param name="training">Whether BatchNorm uses the batch's statistics, and updates its running ones.</param>
    /// <returns>Logits [B, classes].</returns>
    /// <exception cref="ArgumentException">The architecture belongs to another space.</exception>
    public Tensor Forward(Tensor images, Architecture architecture, bool training)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        CheckSpace(architecture.Space);
        return body.Forward(images, CellPass.Of(architecture), training).Logits;
    }

    /// <summary>The weights that <paramref name="architecture"/> uses: stem, cell inputs, classifier and the chosen operations.</summary>
    /// <exception cref="ArgumentException">The architecture belongs to another space.</exception>
    public IReadOnlyList<Parameter> ActiveParameters(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        CheckSpace(architecture.Space);
        return tensors.ActiveParameters(architecture);
    }

    /// <inheritdoc/>
    public void Dispose() => body.Dispose();

    /// <summary>All weights by name.</summary>
    internal IEnumerable<(string Name, Tensor Parameter)> NamedParameters => tensors.NamedParameters;

    /// <summary>A network whose weights the caller is about to give.</summary>
    internal static SupernetNetwork WithoutWeights(SearchSpaceDefinition space, NetworkSkeleton skeleton, OperationTable operations, Device? device) =>
        new(space, skeleton, null, operations, device, float32);

    /// <summary>The BatchNorms that an architecture uses.</summary>
    internal IReadOnlyList<NormHandle> ActiveNorms(Architecture architecture) => tensors.ActiveNorms(architecture);

    private void CheckSpace(SearchSpaceDefinition other)
    {
        if (!other.Equals(Space)) throw new ArgumentException($"The supernet is of space '{Space.Name}', not '{other.Name}'.");
    }
}

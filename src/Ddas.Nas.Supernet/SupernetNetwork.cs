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
    /// <param name="skeleton">The network around the cells; the paper searches with 16 channels and 6 cells. <see cref="NetworkSkeleton.AffineOperations"/> is not used.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="options">Space (of cell kinds normal and reduction, two inputs, concatenated nodes), operations, device and kernels; null for the defaults.</param>
    /// <exception cref="OptionsException">The skeleton has numbers out of range.</exception>
    /// <exception cref="ArgumentException">The space is of another kind, or has an operation that the table does not define.</exception>
    public SupernetNetwork(NetworkSkeleton skeleton, long seed, NetworkOptions? options = null)
        : this(skeleton, (long?)seed, options ?? new NetworkOptions())
    {
    }

    private SupernetNetwork(NetworkSkeleton skeleton, long? seed, NetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        skeleton.Validate();
        options.Validate();
        var space = options.Space;
        if (space.CellKinds.Count != 2 || space.Topology.Inputs != 2 || space.Topology.Output != CellOutput.ConcatenateNodes)
            throw new ArgumentException($"Space '{space.Name}' makes no DARTS network: that takes two cell kinds (normal, reduction), two inputs, and nodes that are concatenated.", nameof(options));

        Device = options.Device;
        body = new NetworkBody(NetworkPlan.Supernet(space, skeleton, options.Operations) with { Kernels = options.Blocks });
        tensors = new NetworkTensors(body, seed, Device, options.Type);
    }

    /// <summary>The space.</summary>
    public SearchSpaceDefinition Space => body.Plan.Space;

    /// <summary>The network around the cells.</summary>
    public NetworkSkeleton Skeleton => body.Plan.Skeleton;

    /// <summary>Where the weights are.</summary>
    public Device Device { get; }

    /// <summary>All weights.</summary>
    public IReadOnlyList<Parameter> Parameters => Tensors.Parameters;

    /// <summary>Weights, running statistics and batch counters, by the names that DARTS' own code gives them, in a fixed order.</summary>
    public IReadOnlyDictionary<string, Tensor> NamedTensors => Tensors.ByName;

    /// <summary>Applies the supernet with a mixed alpha (Eq. 1); entries that are 0 are not computed.</summary>
    /// <param name="images">[B, image channels, H, W], normalized, channels-last strides.</param>
    /// <param name="alpha">The weights of the operations.</param>
    /// <param name="training">Whether BatchNorm uses the batch's statistics, and updates its running ones.</param>
    /// <returns>Logits [B, classes]; without a gradient unless in training.</returns>
    /// <exception cref="ArgumentException">Images have another form than the network needs, or there is one value a channel in training. Alpha belongs to another space.</exception>
    public Tensor Forward(Tensor images, ArchitectureWeights alpha, bool training)
    {
        ArgumentNullException.ThrowIfNull(alpha);
        CheckSpace(alpha.Space);
        return Forward(images, CellPass.Of(alpha), training);
    }

    /// <summary>Applies one architecture: the chosen operations only.</summary>
    /// <param name="images">[B, image channels, H, W], normalized, channels-last strides; float32, or in evaluation bfloat16, in which convolutions then compute.</param>
    /// <param name="architecture">The architecture.</param>
    /// <param name="training">Whether BatchNorm uses the batch's statistics, and updates its running ones.</param>
    /// <returns>Logits [B, classes]; without a gradient unless in training.</returns>
    /// <exception cref="ArgumentException">Images have another form than the network needs, or there is one value a channel in training. The architecture belongs to another space.</exception>
    public Tensor Forward(Tensor images, Architecture architecture, bool training)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        CheckSpace(architecture.Space);
        return Forward(images, CellPass.Of(architecture), training);
    }

    /// <summary>The weights that <paramref name="architecture"/> uses: stem, cell inputs, classifier and the chosen operations.</summary>
    /// <exception cref="ArgumentException">The architecture belongs to another space.</exception>
    public IReadOnlyList<Parameter> ActiveParameters(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        CheckSpace(architecture.Space);
        return Tensors.ActiveParameters(architecture);
    }

    /// <inheritdoc/>
    public void Dispose() => body.Dispose();

    /// <summary>All weights by name.</summary>
    internal IEnumerable<(string Name, Tensor Parameter)> NamedParameters => Tensors.NamedParameters;

    /// <summary>A network whose weights the caller is about to give.</summary>
    internal static SupernetNetwork WithoutWeights(NetworkSkeleton skeleton, NetworkOptions options) => new(skeleton, null, options);

    /// <summary>A pass of one architecture without gradients, for many batches; see <see cref="EvaluationPass"/>.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="batchStatistics">Whether BatchNorm uses each batch's own statistics, and enters them into the running ones.</param>
    internal EvaluationPass Compile(Architecture architecture, bool batchStatistics = false)
    {
        ObjectDisposedException.ThrowIf(body.IsDisposed, this);
        CheckSpace(architecture.Space);
        return new EvaluationPass(body, CellPass.Of(architecture), batchStatistics);
    }

    /// <summary>The same for a mixed alpha.</summary>
    internal EvaluationPass Compile(ArchitectureWeights alpha)
    {
        ObjectDisposedException.ThrowIf(body.IsDisposed, this);
        CheckSpace(alpha.Space);
        return new EvaluationPass(body, CellPass.Of(alpha), batchStatistics: false);
    }

    /// <summary>The same in training mode: images to logits, with gradients.</summary>
    internal Func<Tensor, Tensor> CompileTraining(Architecture architecture)
    {
        CheckSpace(architecture.Space);
        var passes = CellPass.Of(architecture);
        return images => Forward(images, passes, training: true);
    }

    /// <summary>The same for a mixed alpha.</summary>
    internal Func<Tensor, Tensor> CompileTraining(ArchitectureWeights alpha)
    {
        CheckSpace(alpha.Space);
        var passes = CellPass.Of(alpha);
        return images => Forward(images, passes, training: true);
    }

    /// <summary>Images that a training batch must have at least, as BatchNorm needs two values a channel.</summary>
    internal static int SmallestTrainingBatch(NetworkSkeleton skeleton) => NetworkPlan.SmallestTrainingBatch(skeleton, auxiliaryHead: false, skeleton.ImageSize, skeleton.ImageSize);

    /// <summary>The BatchNorms that an architecture uses.</summary>
    internal IReadOnlyList<NormHandle> ActiveNorms(Architecture architecture) => Tensors.ActiveNorms(architecture);

    private NetworkTensors Tensors
    {
        get
        {
            ObjectDisposedException.ThrowIf(body.IsDisposed, this);
            return tensors;
        }
    }

    private Tensor Forward(Tensor images, CellPass[] passes, bool training)
    {
        ObjectDisposedException.ThrowIf(body.IsDisposed, this);
        if (training)
        {
            body.Check(images, training);
            return body.Forward(images, passes, training).Logits;
        }

        using var pass = new EvaluationPass(body, passes, batchStatistics: false);
        return pass.Run(images);
    }

    private void CheckSpace(SearchSpaceDefinition other)
    {
        if (!other.Equals(Space)) throw new ArgumentException($"The supernet is of space '{Space.Name}', not '{other.Name}'.");
    }
}

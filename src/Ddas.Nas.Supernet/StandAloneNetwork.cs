using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Networks;
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
    /// <param name="options">Space, operations, device and kernels; null for the defaults.</param>
    /// <exception cref="OptionsException">The skeleton has numbers out of range.</exception>
    /// <exception cref="ArgumentException">The genotype does not fit the space, or an operation is not defined by the table.</exception>
    public StandAloneNetwork(Genotype genotype, NetworkSkeleton skeleton, long seed = 0, bool auxiliaryHead = false, NetworkOptions? options = null)
        : this(genotype, skeleton, (long?)seed, auxiliaryHead, options ?? new NetworkOptions())
    {
    }

    private StandAloneNetwork(Genotype genotype, NetworkSkeleton skeleton, long? seed, bool auxiliaryHead, NetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(skeleton);
        options.Validate();
        skeleton.Validate();
        Genotype = genotype;
        body = new NetworkBody(NetworkPlan.StandAlone(options.Space, skeleton, options.Operations, genotype, auxiliaryHead) with { Kernels = options.Blocks });
        tensors = new NetworkTensors(body, seed, options.Device, options.Type);
        pass = CellPass.Of(genotype.ToArchitecture(body.Plan.Space));
    }

    /// <summary>The cells.</summary>
    public Genotype Genotype { get; }

    /// <summary>The space.</summary>
    public SearchSpaceDefinition Space => body.Plan.Space;

    /// <summary>The network around the cells.</summary>
    public NetworkSkeleton Skeleton => body.Plan.Skeleton;

    /// <summary>All weights, those of the auxiliary head included.</summary>
    public IReadOnlyList<Parameter> Parameters => Tensors.Parameters;

    /// <summary>Weights, running statistics and batch counters, by the names that DARTS' own code gives them, in a fixed order.</summary>
    public IReadOnlyDictionary<string, Tensor> NamedTensors => Tensors.ByName;

    /// <summary>Applies the network.</summary>
    /// <param name="images">[B, image channels, H, W], normalized, channels-last strides.</param>
    /// <param name="training">Whether BatchNorm uses the batch's statistics, and updates its running ones.</param>
    /// <returns>Logits [B, classes]; in training mode also those of the auxiliary head, null without one. They have gradients in training only.</returns>
    /// <exception cref="ArgumentException">Images have another form than the network needs, or there is one value a channel in training.</exception>
    public (Tensor Logits, Tensor? Auxiliary) Forward(Tensor images, bool training)
    {
        if (training) return Train(images, null);
        using var evaluation = Compile();
        return (evaluation.Run(images), null);
    }

    /// <summary>A network whose weights the caller is about to give.</summary>
    internal static StandAloneNetwork WithoutWeights(Genotype genotype, NetworkSkeleton skeleton, bool auxiliaryHead, NetworkOptions options) => new(genotype, skeleton, null, auxiliaryHead, options);

    /// <summary>A pass in evaluation mode for many batches; see <see cref="EvaluationPass"/>.</summary>
    internal EvaluationPass Compile()
    {
        ObjectDisposedException.ThrowIf(body.IsDisposed, this);
        return new EvaluationPass(body, pass, batchStatistics: false);
    }

    /// <summary>Images that a training batch must have at least, as BatchNorm needs two values a channel.</summary>
    internal static int SmallestTrainingBatch(NetworkSkeleton skeleton, bool auxiliaryHead) => NetworkPlan.SmallestTrainingBatch(skeleton, auxiliaryHead, skeleton.ImageSize, skeleton.ImageSize);

    /// <summary>Number of operations that a pass applies, over all cells.</summary>
    internal int OperationCount => body.OperationCount;

    internal IEnumerable<(string Name, Tensor Parameter)> NamedParameters => Tensors.NamedParameters;

    /// <summary>Applies the network in training mode with dropped paths.</summary>
    internal (Tensor Logits, Tensor? Auxiliary) Train(Tensor images, DropPath? dropPath)
    {
        ObjectDisposedException.ThrowIf(body.IsDisposed, this);
        body.Check(images, training: true);
        return body.Forward(images, pass, training: true, dropPath);
    }

    /// <inheritdoc/>
    public void Dispose() => body.Dispose();

    private NetworkTensors Tensors
    {
        get
        {
            ObjectDisposedException.ThrowIf(body.IsDisposed, this);
            return tensors;
        }
    }
}

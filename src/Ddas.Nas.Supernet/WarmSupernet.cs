using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>
/// A supernet after its warm-up: weights that searches start from, and the one-shot score that their rewards refer to. It
/// never changes; each search takes a copy, so that one may serve many, also at once. The owner disposes it.
/// </summary>
public sealed class WarmSupernet : IDisposable
{
    private readonly Dictionary<string, Tensor> weights;
    private string? checksum;

    internal WarmSupernet(
        SearchSpaceDefinition space,
        NetworkSkeleton skeleton,
        OperationTable operations,
        Dictionary<string, Tensor> weights,
        ArchitectureScore oneShot,
        IReadOnlyList<WarmupEpoch> history,
        SupernetDataDescription data)
    {
        (Space, Skeleton, Operations, this.weights, OneShot, History, Data) = (space, skeleton, operations, weights, oneShot, history, data);
    }

    /// <summary>The space.</summary>
    public SearchSpaceDefinition Space { get; }

    /// <summary>The network around the cells.</summary>
    public NetworkSkeleton Skeleton { get; }

    /// <summary>What the operations compute.</summary>
    public OperationTable Operations { get; }

    /// <summary>
    /// Acc(OS), the best accuracy of the all-operations supernet on D_V during the warm-up, and its loss at the weights that
    /// searches start from (Eq. 3 and 4).
    /// </summary>
    public ArchitectureScore OneShot { get; }

    /// <summary>What each epoch of the warm-up gave.</summary>
    public IReadOnlyList<WarmupEpoch> History { get; }

    /// <summary>Which images it was trained and measured on.</summary>
    public SupernetDataDescription Data { get; }

    /// <summary>SHA-256 of all weights and statistics with their names, in lower-case hexadecimal digits: what searches depend on.</summary>
    public string Checksum => checksum ??= WeightsChecksum.Of(weights);

    /// <summary>The weights and statistics, by the names of DARTS; on the CPU.</summary>
    internal IReadOnlyDictionary<string, Tensor> Weights => weights;

    /// <summary>Reads the supernet that a warm-up left in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="space">The space that it must be of; null for <see cref="SearchSpaceDefinition.Darts"/>.</param>
    /// <param name="operations">What the operations compute; null for <see cref="OperationTable.Darts"/>.</param>
    /// <returns>The supernet, which the caller disposes.</returns>
    /// <exception cref="SupernetFolderException">There is none, it is damaged, or of another space or shape than it says.</exception>
    public static WarmSupernet Load(string folder, SearchSpaceDefinition? space = null, OperationTable? operations = null) => SupernetFolder.Load(folder, space, operations);

    /// <summary>Writes the supernet as <c>supernet.safetensors</c> and, last, <c>manifest.json</c>.</summary>
    /// <param name="folder">The folder, which is made where it is absent; it must hold no supernet.</param>
    /// <exception cref="SupernetFolderException">The folder cannot be written, or holds a supernet already.</exception>
    public void Save(string folder) => SupernetFolder.Save(this, folder, conditions: null);

    /// <summary>A supernet of its own with the warmed weights, which the caller disposes.</summary>
    /// <param name="device">Where to; null for the CPU.</param>
    public SupernetNetwork CreateNetwork(Device? device = null)
    {
        var network = SupernetNetwork.WithoutWeights(Space, Skeleton, Operations, device);
        CopyTo(network);
        return network;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in weights.Values) tensor.Dispose();
    }

    /// <summary>Gives a network the warmed weights and statistics.</summary>
    internal void CopyTo(SupernetNetwork network)
    {
        using var grad = no_grad();
        foreach (var (name, tensor) in network.NamedTensors) tensor.copy_(weights[name]);
    }

    /// <summary>Copies of a network's tensors on the CPU, which the caller disposes.</summary>
    internal static Dictionary<string, Tensor> Snapshot(SupernetNetwork network)
    {
        using var grad = no_grad();
        return network.NamedTensors.ToDictionary(static t => t.Key, static t =>
        {
            using var detached = t.Value.detach();
            return detached.device_type == TorchSharp.DeviceType.CPU ? detached.clone().DetachFromDisposeScope() : detached.cpu().DetachFromDisposeScope();
        });
    }
}

namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>
/// The cost of the network that DARTS stacks from an architecture's normal and reduction cells. What each (cell kind, edge,
/// operation) costs over all cells of the kind is added up once, so that an architecture takes one addition per chosen pair.
/// </summary>
public sealed class DartsNetworkCost
{
    private readonly SearchSpaceDefinition space;
    private readonly CostCount fixedParts;
    private readonly CostCount[] entries;
    private readonly long auxiliaryParameters;

    /// <summary>Adds up the costs of a skeleton.</summary>
    /// <param name="skeleton">The network around the cells.</param>
    /// <param name="operations">The cost of every operation; null for DARTS' own.</param>
    /// <param name="space">
    /// The space of the architectures; null for <see cref="SearchSpaceDefinition.Darts"/>. It has the cell kinds
    /// <c>normal</c> and <c>reduce</c>, two inputs and concatenated nodes.
    /// </param>
    /// <exception cref="OptionsException">The skeleton has numbers out of range.</exception>
    /// <exception cref="ArgumentException">The space is of another kind, or has an operation without a cost.</exception>
    public DartsNetworkCost(NetworkSkeleton skeleton, OperationCosts? operations = null, SearchSpaceDefinition? space = null)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        skeleton.Validate();
        this.space = space ??= SearchSpaceDefinition.Darts;
        if (space.CellKinds.Count != 2 || IndexOf(space, "normal") < 0 || IndexOf(space, "reduce") < 0
            || space.Topology.Inputs != 2 || space.Topology.Output != CellOutput.ConcatenateNodes)
        {
            throw new ArgumentException($"Space '{space.Name}' makes no DARTS network: that takes the cell kinds 'normal' and 'reduce', two inputs, and nodes that are concatenated.", nameof(space));
        }

        Skeleton = skeleton;
        entries = new CostCount[space.ActionLength];
        fixedParts = AddUp(operations ?? DartsOperationCosts.Default, out int auxiliaryChannels);
        auxiliaryParameters = AuxiliaryHead(auxiliaryChannels, skeleton.Classes).Parameters;
        Flops = new ArchitectureCost(Figures.Flops, architecture => Of(architecture).FlopsPaper);
        Parameters = new ArchitectureCost(Figures.Parameters, architecture => Of(architecture).Parameters);
    }

    /// <summary>The network around the cells.</summary>
    public NetworkSkeleton Skeleton { get; }

    /// <summary>FLOPs in the paper's convention, as the cost <c>flops</c>.</summary>
    public IArchitectureCost Flops { get; }

    /// <summary>Parameters without the auxiliary head, as the cost <c>parameters</c>.</summary>
    public IArchitectureCost Parameters { get; }

    /// <summary>All that is counted of an architecture's network.</summary>
    /// <exception cref="ArgumentException">The architecture belongs to another space.</exception>
    public NetworkCost Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (!architecture.Space.Equals(space))
            throw new ArgumentException($"The architecture belongs to space '{architecture.Space.Name}', but this cost to '{space.Name}'.", nameof(architecture));
        var count = fixedParts;
        for (int kind = 0; kind < space.CellKinds.Count; kind++)
            foreach (var pair in architecture.Cell(kind))
                count += entries[space.Offset(kind, pair.Edge, pair.Operation)];
        return new NetworkCost(count.Parameters, auxiliaryParameters, count.Macs, count.FlopsPaper);
    }

    private CostCount AddUp(OperationCosts operations, out int auxiliaryChannels)
    {
        int size = Skeleton.ImageSize, channels = Skeleton.Channels;
        var count = CostCount.Convolution(Skeleton.ImageChannels, Skeleton.StemChannels, 3, size * size) + CostCount.BatchNorm(Skeleton.StemChannels, size * size, affine: true);
        int beforePrevious = Skeleton.StemChannels, previous = Skeleton.StemChannels;
        bool reducedBefore = false;
        auxiliaryChannels = 0;
        for (int cell = 0; cell < Skeleton.Cells; cell++)
        {
            bool reduction = Skeleton.IsReduction(cell);
            if (reduction) channels *= 2;
            count += reducedBefore
                ? DartsOperationCosts.FactorizedReduce(beforePrevious, channels, size * size, affine: true)
                : DartsOperationCosts.ReluConvBatchNorm(beforePrevious, channels, 1, size * size, affine: true);
            count += DartsOperationCosts.ReluConvBatchNorm(previous, channels, 1, size * size, affine: true);
            AddCell(operations, reduction, channels, size);
            if (reduction) size /= 2;
            (beforePrevious, previous, reducedBefore) = (previous, space.Topology.Nodes * channels, reduction);
            if (cell == Skeleton.AuxiliaryCell) auxiliaryChannels = previous;
        }

        return count + CostCount.GlobalAveragePool(previous, size * size) + CostCount.Linear(previous, Skeleton.Classes);
    }

    private void AddCell(OperationCosts operations, bool reduction, int channels, int size)
    {
        int kind = IndexOf(space, reduction ? "reduce" : "normal");
        for (int edge = 0; edge < space.Topology.Edges.Count; edge++)
        {
            bool strided = reduction && space.Topology.Edges[edge].Source < space.Topology.Inputs;
            var at = new OperationPlacement(channels, reduction && !strided ? size / 2 : size, strided ? 2 : 1, Skeleton.AffineOperations);
            for (int operation = 0; operation < space.Operations.Count; operation++)
                entries[space.Offset(kind, edge, operation)] += operations.Of(space.Operations[operation], at);
        }
    }

    // DARTS' AuxiliaryHeadCIFAR; its pooling leaves a map of 2x2, which the second convolution makes one pixel.
    private static CostCount AuxiliaryHead(int channels, int classes) =>
        DartsOperationCosts.ReluConvBatchNorm(channels, 128, 1, 4, affine: true)
        + DartsOperationCosts.ReluConvBatchNorm(128, 768, 2, 1, affine: true)
        + CostCount.Linear(768, classes);

    private static int IndexOf(SearchSpaceDefinition space, string kind)
    {
        for (int i = 0; i < space.CellKinds.Count; i++)
            if (space.CellKinds[i] == kind) return i;
        return -1;
    }
}

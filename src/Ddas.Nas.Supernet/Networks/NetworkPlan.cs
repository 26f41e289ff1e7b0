using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Operations;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>What a network is built from; the supernet and a stand-alone network differ in nothing else.</summary>
/// <param name="Space">The space.</param>
/// <param name="Skeleton">The network around the cells.</param>
/// <param name="Table">What the operations compute.</param>
/// <param name="Operations">The operations that the cells of each kind hold: all of them, or the chosen ones.</param>
/// <param name="IsSupernet">Whether BatchNorm in cells is without weights, and follows pools.</param>
/// <param name="HasAuxiliaryHead">Whether a second classifier stands behind two thirds of the cells.</param>
internal sealed record NetworkPlan(
    SearchSpaceDefinition Space,
    NetworkSkeleton Skeleton,
    OperationTable Table,
    IReadOnlyList<IReadOnlyList<CellOperation>> Operations,
    bool IsSupernet,
    bool HasAuxiliaryHead = false)
{
    /// <summary>What the blocks compute with.</summary>
    public BlockKernels Kernels { get; init; } = BlockKernels.Auto;

    /// <summary>The plan of the supernet: every operation on every edge.</summary>
    public static NetworkPlan Supernet(SearchSpaceDefinition space, NetworkSkeleton skeleton, OperationTable table)
    {
        CellOperation[] all =
        [
            .. from edge in Enumerable.Range(0, space.Topology.Edges.Count)
               from operation in Enumerable.Range(0, space.Operations.Count)
               select new CellOperation(new ChosenPair(edge, operation), $"_ops.{edge}._ops.{operation}"),
        ];
        return new NetworkPlan(space, skeleton, table, [.. space.CellKinds.Select(_ => all)], IsSupernet: true);
    }

    /// <summary>The plan of a stand-alone network: the genotype's operations, numbered in the genotype's own order.</summary>
    /// <exception cref="ArgumentException">The genotype does not fit the space.</exception>
    public static NetworkPlan StandAlone(SearchSpaceDefinition space, NetworkSkeleton skeleton, OperationTable table, Genotype genotype, bool auxiliaryHead)
    {
        genotype.ToArchitecture(space);
        return new NetworkPlan(
            space, skeleton, table, [.. space.CellKinds.Select(kind => Chosen(space, kind == "normal" ? genotype.Normal : genotype.Reduce))], IsSupernet: false, auxiliaryHead);
    }

    /// <summary>What the sides of an image are divided by on their way through a network.</summary>
    public static int Shrink(NetworkSkeleton skeleton) => 1 << Enumerable.Range(0, skeleton.Cells).Count(skeleton.IsReduction);

    /// <summary>Images of a size that a training batch must have at least, so that each BatchNorm meets two values a channel.</summary>
    public static int SmallestTrainingBatch(NetworkSkeleton skeleton, bool auxiliaryHead, long height, long width)
    {
        int shrink = Shrink(skeleton);
        return auxiliaryHead || height * width / (shrink * shrink) == 1 ? 2 : 1;
    }

    /// <summary>Where each cell stands, the first first.</summary>
    public IEnumerable<CellSite> Sites()
    {
        int channels = Skeleton.Channels, beforePrevious = Skeleton.StemChannels, previous = Skeleton.StemChannels;
        bool reductionBefore = false;
        for (int cell = 0; cell < Skeleton.Cells; cell++)
        {
            bool reduction = Skeleton.IsReduction(cell);
            if (reduction) channels *= 2;
            yield return new CellSite(reduction ? 1 : 0, reductionBefore, beforePrevious, previous, channels);
            (beforePrevious, previous, reductionBefore) = (previous, Space.Topology.Nodes * channels, reduction);
        }
    }

    private static CellOperation[] Chosen(SearchSpaceDefinition space, IReadOnlyList<GenotypePair> pairs)
    {
        var chosen = new List<CellOperation>(pairs.Count);
        var topology = space.Topology;
        for (int node = 0; node < topology.Nodes; node++)
        {
            for (int left = topology.Choice.Count(topology.Inputs + node); left > 0; left--)
            {
                var (operation, input) = pairs[chosen.Count];
                chosen.Add(new CellOperation(new ChosenPair(topology.EdgeIndex(input, node), space.IndexOf(operation)), $"_ops.{chosen.Count}"));
            }
        }

        return [.. chosen];
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// Describes architectures of any cell space by groups of numbers, each group for each kind of cell. All but
/// <see cref="Feature.OneHot"/> come from the live paths: what is cut off does not count, and a skip connection is no
/// operation. A cell's own cost is that of the architecture whose other cells are a fixed one's.
/// </summary>
internal sealed class ArchitectureFeatures
{
    private readonly IReadOnlyList<IArchitectureCost> costs;
    private readonly Architecture fixedCells;
    private readonly CostRange[,] ranges;
    private readonly double mostPaths;
    private readonly bool choosesEdges;

    public ArchitectureFeatures(SearchSpaceDefinition space, IReadOnlyList<IArchitectureCost> costs)
    {
        (Space, this.costs) = (space, costs);
        choosesEdges = space.Topology.ChosenPairs < space.Topology.Edges.Count;
        Kinds = [.. Enum.GetValues<Feature>().Where(feature => feature switch { Feature.Wiring => choosesEdges, Feature.Cost => costs.Count > 0, _ => true })];
        fixedCells = First(space);
        mostPaths = LivePaths.Most(space.Topology);
        ranges = new CostRange[space.CellKinds.Count, costs.Count];
        for (int kind = 0; kind < space.CellKinds.Count; kind++)
            for (int c = 0; c < costs.Count; c++)
                ranges[kind, c] = CostRange.Of(costs[c].Of, fixedCells, kind);
    }

    public SearchSpaceDefinition Space { get; }

    /// <summary>The features of one cell, in the order in which <see cref="Of"/> gives them for each kind.</summary>
    public IReadOnlyList<Feature> Kinds { get; }

    /// <summary>All groups, cell kind by cell kind.</summary>
    public SparseVector[] Of(Architecture architecture) =>
        [.. Enumerable.Range(0, Space.CellKinds.Count).SelectMany(kind => OfCell(architecture, kind))];

    /// <summary>The first architecture of a space: at each node the first edges, everywhere the first operation.</summary>
    internal static Architecture First(SearchSpaceDefinition space)
    {
        var topology = space.Topology;
        var pairs = Enumerable.Range(0, topology.Nodes).SelectMany(node =>
            Enumerable.Range(topology.IncomingEdges(node).Start.Value, topology.Choice.Count(topology.Inputs + node)).Select(static edge => new ChosenPair(edge, 0)));
        return new Architecture(space, space.CellKinds.Select(_ => pairs));
    }

    private IEnumerable<SparseVector> OfCell(Architecture architecture, int kind)
    {
        var paths = LivePaths.Of(architecture, kind);
        yield return SparseVector.Of(architecture.Cell(kind).ToDictionary(pair => ((long)pair.Edge * Space.Operations.Count) + pair.Operation, static _ => 1.0));
        yield return SparseVector.Of(Roots(paths.Paths));
        yield return SparseVector.Of(Roots(paths.Pairs));
        yield return SparseVector.Dense(paths.Uses);
        yield return Shape(paths);
        if (choosesEdges) yield return SparseVector.Dense([.. paths.UsesOfInputs, .. paths.Leaving]);
        if (costs.Count > 0) yield return Cost(architecture, kind);
    }

    private SparseVector Shape(LivePaths paths)
    {
        double nodes = Space.Topology.Nodes;
        var depths = paths.Depths;
        return depths.Count == 0
            ? SparseVector.Dense(0, 0, 0, 0, 0)
            : SparseVector.Dense(depths.Count / mostPaths, depths.Max() / nodes, depths.Min() / nodes, depths.Average() / nodes, (double)paths.LiveEdges / Space.Topology.ChosenPairs);
    }

    private SparseVector Cost(Architecture architecture, int kind)
    {
        var alone = Space.CellKinds.Count == 1
            ? architecture
            : new Architecture(Space, Enumerable.Range(0, Space.CellKinds.Count).Select(k => (k == kind ? architecture : fixedCells).Cell(k).AsEnumerable()));
        return SparseVector.Dense([.. costs.Select((cost, c) => ranges[kind, c].Scale(cost.Of(alone)))]);
    }

    private static Dictionary<long, double> Roots(Dictionary<long, double> counts) => counts.ToDictionary(static c => c.Key, static c => Math.Sqrt(c.Value));
}

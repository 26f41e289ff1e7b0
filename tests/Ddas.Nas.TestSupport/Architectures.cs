using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.TestSupport;

/// <summary>Random architectures for property tests.</summary>
public static class Architectures
{
    /// <summary>A space with one cell kind, three inputs and the best edge per node: neither DARTS' nor NAS-Bench-201's kind.</summary>
    public static SearchSpaceDefinition OneEdgeSpace { get; } = new(
        "one-edge", ["first", "second"], new CellTopology(3, 2, EdgeChoice.BestPerNode(1), CellOutput.ConcatenateNodes), NasBench201Operations.All);

    public static Architecture Random(SearchSpaceDefinition space, long seed, long index = 0)
    {
        var random = new RandomStream(seed, "test", index);
        return new BestPairDiscretizer().Discretize(ArchitectureWeights.Uniform(space, ref random));
    }

    /// <summary>A DARTS cell where node i reads inputs 0 and 1, all edges with one operation but those replaced.</summary>
    public static Architecture Darts(Operation everywhere, params (int Kind, int Node, int Input, Operation Operation)[] replaced)
    {
        var space = SearchSpaceDefinition.Darts;
        var cells = Enumerable.Range(0, 2).Select(kind => Enumerable.Range(0, 4).SelectMany(node => new[] { 0, 1 }.Select(input =>
        {
            var operation = replaced.Where(r => (r.Kind, r.Node, r.Input) == (kind, node, input)).Select(r => r.Operation).FirstOrDefault(everywhere);
            return new ChosenPair(space.Topology.EdgeIndex(input, node), space.IndexOf(operation));
        })));
        return new Architecture(space, cells);
    }
}

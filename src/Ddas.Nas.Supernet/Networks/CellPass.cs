using System.Collections.Immutable;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>What a pass through cells of one kind computes: the entries of alpha that are not 0.</summary>
internal sealed class CellPass
{
    private readonly ImmutableArray<CellTerm>[] edges;

    private CellPass(ImmutableArray<CellTerm>[] edges) => this.edges = edges;

    /// <summary>The terms of an edge.</summary>
    public ImmutableArray<CellTerm> this[int edge] => edges[edge];

    /// <summary>The passes of all cell kinds for a mixed alpha.</summary>
    public static CellPass[] Of(ArchitectureWeights alpha)
    {
        var space = alpha.Space;
        return [.. Enumerable.Range(0, space.CellKinds.Count).Select(kind => Of(
            space,
            from edge in Enumerable.Range(0, space.Topology.Edges.Count)
            from operation in Enumerable.Range(0, space.Operations.Count)
            let weight = alpha[kind, edge, operation]
            where weight != 0
            select (new ChosenPair(edge, operation), weight)))];
    }

    /// <summary>The passes of all cell kinds for an architecture: weight 1 for every chosen pair.</summary>
    public static CellPass[] Of(Architecture architecture)
    {
        var space = architecture.Space;
        return [.. Enumerable.Range(0, space.CellKinds.Count).Select(kind => Of(space, architecture.Cell(kind).Select(static pair => (pair, 1f))))];
    }

    private static CellPass Of(SearchSpaceDefinition space, IEnumerable<(ChosenPair Pair, float Weight)> terms)
    {
        var all = terms.ToList();
        var topology = space.Topology;
        var users = all.CountBy(t => (topology.Edges[t.Pair.Edge].Source, t.Pair.Operation)).ToDictionary();
        var edges = new ImmutableArray<CellTerm>[topology.Edges.Count];
        for (int edge = 0; edge < edges.Length; edge++)
        {
            int source = topology.Edges[edge].Source;
            edges[edge] = [.. all.Where(t => t.Pair.Edge == edge)
                .Select(t => new CellTerm(t.Pair.Operation, t.Weight, users[(source, t.Pair.Operation)] > 1))];
        }

        return new CellPass(edges);
    }
}

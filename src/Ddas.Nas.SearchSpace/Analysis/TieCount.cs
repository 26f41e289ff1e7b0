using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.SearchSpace.Analysis;

/// <summary>
/// Counts choices that alpha did not decide. A chosen pair is tied where an entry that was not chosen has exactly its value
/// and could have stood in its place: another operation on its edge, or any operation on an edge of the same node that was
/// not chosen. (An entry on the node's other chosen edge could not: a node takes an edge once.) A saturated actor shows
/// itself by ties: they fall to the lowest operation, which is none.
/// </summary>
public static class TieCount
{
    /// <summary>How many of an architecture's chosen pairs are tied, 0 to <see cref="SearchSpaceDefinition.ChosenPairs"/>.</summary>
    /// <param name="alpha">What was discretized.</param>
    /// <param name="architecture">What it was discretized to.</param>
    /// <param name="none">Whether <see cref="Operation.None"/> competed; excluded, its entries tie with nothing.</param>
    /// <exception cref="ArgumentException">The two belong to different spaces.</exception>
    public static int Of(ArchitectureWeights alpha, Architecture architecture, NonePolicy none = NonePolicy.Allow)
    {
        ArgumentNullException.ThrowIfNull(alpha);
        ArgumentNullException.ThrowIfNull(architecture);
        var space = alpha.Space;
        if (!space.Equals(architecture.Space)) throw new ArgumentException($"Alpha belongs to space '{space.Name}', the architecture to '{architecture.Space.Name}'.", nameof(architecture));
        int excluded = none == NonePolicy.Exclude ? space.IndexOf(Operation.None) : -1;
        int count = 0;
        var chosen = new bool[space.Topology.Edges.Count];
        for (int kind = 0; kind < space.CellKinds.Count; kind++)
        {
            Array.Clear(chosen);
            foreach (var pair in architecture.Cell(kind)) chosen[pair.Edge] = true;
            foreach (var pair in architecture.Cell(kind))
                if (IsTied(alpha, kind, pair, chosen, excluded)) count++;
        }

        return count;
    }

    private static bool IsTied(ArchitectureWeights alpha, int kind, ChosenPair pair, bool[] chosen, int excluded)
    {
        var topology = alpha.Space.Topology;
        var incoming = topology.IncomingEdges(topology.Edges[pair.Edge].Node);
        float value = alpha[kind, pair.Edge, pair.Operation];
        for (int edge = incoming.Start.Value; edge < incoming.End.Value; edge++)
        {
            if (chosen[edge] && edge != pair.Edge) continue;
            for (int operation = 0; operation < alpha.Space.Operations.Count; operation++)
                if (operation != excluded && !(edge == pair.Edge && operation == pair.Operation) && alpha[kind, edge, operation] == value)
                    return true;
        }

        return false;
    }
}

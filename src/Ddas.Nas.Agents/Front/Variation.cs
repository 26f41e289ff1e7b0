using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Front;

/// <summary>Random moves through a space.</summary>
internal sealed class Variation
{
    private readonly SearchSpaceDefinition space;
    private readonly CellTopology topology;
    private readonly BestPairDiscretizer discretizer;
    private readonly int excluded;
    private readonly bool hasFreeEdges;
    private readonly bool hasOtherOperations;

    public Variation(SearchSpaceDefinition space, NonePolicy none)
    {
        (this.space, topology) = (space, space.Topology);
        discretizer = new BestPairDiscretizer(new DiscretizerOptions { None = none });
        excluded = none == NonePolicy.Exclude ? space.IndexOf(Operation.None) : -1;
        hasFreeEdges = topology.ChosenPairs < topology.Edges.Count;
        hasOtherOperations = space.Operations.Count - (excluded < 0 ? 0 : 1) > 1;
    }

    public Architecture Random(ref RandomStream random) => discretizer.Discretize(ArchitectureWeights.Uniform(space, ref random));

    /// <summary>Changes one pair after the other: its operation or, with equal chance where the space has free edges, its edge.</summary>
    public Architecture Mutate(Architecture parent, int edits, ref RandomStream random)
    {
        var cells = Cells(parent);
        for (int edit = 0; edit < edits; edit++)
        {
            if (hasFreeEdges && (!hasOtherOperations || random.NextInt(2) == 0)) ChangeEdge(cells, ref random);
            else if (hasOtherOperations) ChangeOperation(ref cells[random.NextInt(cells.Length)][random.NextInt(topology.ChosenPairs)], ref random);
        }

        return new Architecture(space, cells);
    }

    /// <summary>Changes each pair with a chance of its own, as <see cref="Mutate"/> does one.</summary>
    public Architecture MutateEach(Architecture parent, double chance, ref RandomStream random)
    {
        int edits = 0;
        for (int pair = 0; pair < space.ChosenPairs; pair++)
            if (random.NextDouble() < chance) edits++;
        return edits == 0 ? parent : Mutate(parent, edits, ref random);
    }

    /// <summary>Takes each node's pairs from either parent; pair by pair where both chose the same edges.</summary>
    public Architecture Cross(Architecture first, Architecture second, ref RandomStream random)
    {
        var (cells, others) = (Cells(first), Cells(second));
        for (int kind = 0; kind < cells.Length; kind++)
            for (int node = 0, from = 0; node < topology.Nodes; node++)
            {
                int end = from + topology.Choice.Count(topology.Inputs + node);
                Span<ChosenPair> mine = cells[kind].AsSpan(from..end), yours = others[kind].AsSpan(from..end);
                if (SameEdges(mine, yours)) CrossPairs(mine, yours, ref random);
                else if (random.NextInt(2) == 0) yours.CopyTo(mine);
                from = end;
            }

        return new Architecture(space, cells);
    }

    private ChosenPair[][] Cells(Architecture architecture) =>
        [.. Enumerable.Range(0, space.CellKinds.Count).Select(kind => architecture.Cell(kind).ToArray())];

    private void ChangeOperation(ref ChosenPair pair, ref RandomStream random)
    {
        int operation;
        do operation = random.NextInt(space.Operations.Count);
        while (operation == pair.Operation || operation == excluded);
        pair = pair with { Operation = operation };
    }

    private void ChangeEdge(ChosenPair[][] cells, ref RandomStream random)
    {
        while (true)
        {
            var cell = cells[random.NextInt(cells.Length)];
            int at = random.NextInt(cell.Length);
            var incoming = topology.IncomingEdges(topology.Edges[cell[at].Edge].Node);
            int[] free = [.. Enumerable.Range(incoming.Start.Value, incoming.End.Value - incoming.Start.Value).Where(edge => Array.TrueForAll(cell, p => p.Edge != edge))];
            if (free.Length == 0) continue;
            cell[at] = cell[at] with { Edge = free[random.NextInt(free.Length)] };
            Array.Sort(cell, static (a, b) => a.Edge.CompareTo(b.Edge));
            return;
        }
    }

    private static bool SameEdges(ReadOnlySpan<ChosenPair> first, ReadOnlySpan<ChosenPair> second)
    {
        for (int i = 0; i < first.Length; i++)
            if (first[i].Edge != second[i].Edge) return false;
        return true;
    }

    private static void CrossPairs(Span<ChosenPair> mine, ReadOnlySpan<ChosenPair> yours, ref RandomStream random)
    {
        for (int i = 0; i < mine.Length; i++)
            if (random.NextInt(2) == 0) mine[i] = yours[i];
    }
}

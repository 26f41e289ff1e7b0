using System.Collections.Immutable;

namespace Ddas.Nas.SearchSpace.Discretization;

/// <summary>
/// Algorithm 1: at each node take the best (edge, operation) pair, then the best pair on another edge, until the space's
/// number of edges is reached. Where every edge is kept, each gets its best operation.
/// </summary>
public sealed class BestPairDiscretizer : IDiscretizer, IDescribed
{
    private readonly NonePolicy none;
    private readonly TiePolicy ties;
    private readonly long seed;

    /// <summary>Creates a discretizer.</summary>
    /// <param name="options">How it chooses; null for the paper's way.</param>
    /// <exception cref="OptionsException">An option is not a defined value.</exception>
    public BestPairDiscretizer(DiscretizerOptions? options = null)
    {
        options ??= new DiscretizerOptions();
        options.Validate();
        (none, ties, seed) = (options.None, options.Ties, options.Seed);
    }

    /// <inheritdoc/>
    public NonePolicy None => none;

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("best-pair");
        into.Set("none", none);
        into.Set("ties", ties);
        if (ties == TiePolicy.Random) into.Set("seed", seed);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">None is excluded, but the space has no other operation.</exception>
    public Architecture Discretize(ArchitectureWeights alpha)
    {
        ArgumentNullException.ThrowIfNull(alpha);
        var space = alpha.Space;
        int excluded = none == NonePolicy.Exclude ? space.IndexOf(Operation.None) : -1;
        if (excluded >= 0 && space.Operations.Count == 1)
            throw new ArgumentException($"Space '{space.Name}' has no operation but none, and none is excluded.", nameof(alpha));
        var random = new RandomStream(seed, RandomPurpose.Ties, ties == TiePolicy.Random ? StableHash(alpha.Values) : 0);
        var cells = ImmutableArray.CreateBuilder<ImmutableArray<ChosenPair>>(space.CellKinds.Count);
        int cellLength = space.Topology.Edges.Count * space.Operations.Count;
        for (int kind = 0; kind < space.CellKinds.Count; kind++)
            cells.Add(Cell(space, alpha.Values.Slice(kind * cellLength, cellLength), excluded, ref random));
        return new Architecture(space, cells.MoveToImmutable());
    }

    private ImmutableArray<ChosenPair> Cell(SearchSpaceDefinition space, ReadOnlySpan<float> alpha, int excluded, ref RandomStream random)
    {
        var topology = space.Topology;
        var operationOf = new int[topology.Edges.Count];
        Array.Fill(operationOf, -1);
        for (int node = 0; node < topology.Nodes; node++)
        {
            var (first, end) = (topology.IncomingEdges(node).Start.Value, topology.IncomingEdges(node).End.Value);
            for (int left = topology.Choice.Count(end - first); left > 0; left--)
            {
                var best = BestPair(alpha, operationOf, first, end, space.Operations.Count, excluded, ref random);
                operationOf[best.Edge] = best.Operation;
            }
        }

        var chosen = ImmutableArray.CreateBuilder<ChosenPair>(topology.ChosenPairs);
        for (int edge = 0; edge < operationOf.Length; edge++)
            if (operationOf[edge] >= 0) chosen.Add(new ChosenPair(edge, operationOf[edge]));
        return chosen.MoveToImmutable();
    }

    /// <summary>The best pair on the edges of a node that have no operation yet; of equal pairs the first, or each with equal chance.</summary>
    private ChosenPair BestPair(ReadOnlySpan<float> alpha, int[] operationOf, int firstEdge, int endEdge, int operations, int excluded, ref RandomStream random)
    {
        var best = new ChosenPair(-1, -1);
        float highest = float.NegativeInfinity;
        int equal = 0;
        for (int edge = firstEdge; edge < endEdge; edge++)
        {
            if (operationOf[edge] >= 0) continue;
            for (int operation = 0; operation < operations; operation++)
            {
                if (operation == excluded) continue;
                float value = alpha[(edge * operations) + operation];
                if (value > highest) (best, highest, equal) = (new ChosenPair(edge, operation), value, 1);
                else if (value == highest && ties == TiePolicy.Random && random.NextInt(++equal) == 0) best = new ChosenPair(edge, operation);
            }
        }

        return best;
    }

    private static long StableHash(ReadOnlySpan<float> values)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (float value in values) hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 0x100000001B3;
        return unchecked((long)hash);
    }
}

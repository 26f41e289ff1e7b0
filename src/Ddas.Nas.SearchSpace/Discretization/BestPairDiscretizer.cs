namespace Ddas.Nas.SearchSpace.Discretization;

/// <summary>
/// Algorithm 1: at each node take the best (edge, operation) pair, then the best pair on another edge, until the space's
/// number of edges is reached. Where every edge is kept, each gets its best operation.
/// </summary>
public sealed class BestPairDiscretizer : IDiscretizer
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
        DiscretizerOptionsValidator.Validate(options);
        (none, ties, seed) = (options.None, options.Ties, options.Seed);
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
        var cells = new List<ChosenPair[]>(space.CellKinds.Count);
        for (int kind = 0; kind < space.CellKinds.Count; kind++) cells.Add(Cell(alpha, kind, excluded, ref random));
        return new Architecture(space, cells);
    }

    private ChosenPair[] Cell(ArchitectureWeights alpha, int kind, int excluded, ref RandomStream random)
    {
        var topology = alpha.Space.Topology;
        var best = new ChosenPair[topology.Edges.Count];
        for (int edge = 0; edge < best.Length; edge++) best[edge] = BestOperation(alpha, kind, edge, excluded, ref random);

        var chosen = new List<ChosenPair>(topology.ChosenPairs);
        for (int node = 0; node < topology.Nodes; node++)
        {
            var candidates = best[topology.IncomingEdges(node)].ToList();
            for (int left = topology.Choice.Count(candidates.Count); left > 0; left--)
            {
                int at = IndexOfBest(candidates, pair => alpha[kind, pair.Edge, pair.Operation], ref random);
                chosen.Add(candidates[at]);
                candidates.RemoveAt(at);
            }
        }

        return [.. chosen];
    }

    private ChosenPair BestOperation(ArchitectureWeights alpha, int kind, int edge, int excluded, ref RandomStream random)
    {
        var candidates = Enumerable.Range(0, alpha.Space.Operations.Count).Where(o => o != excluded).Select(o => new ChosenPair(edge, o)).ToList();
        return candidates[IndexOfBest(candidates, pair => alpha[kind, pair.Edge, pair.Operation], ref random)];
    }

    private int IndexOfBest(List<ChosenPair> candidates, Func<ChosenPair, float> value, ref RandomStream random)
    {
        int best = 0, equal = 1;
        for (int i = 1; i < candidates.Count; i++)
        {
            float difference = value(candidates[i]) - value(candidates[best]);
            if (difference > 0) (best, equal) = (i, 1);
            else if (difference == 0 && ties == TiePolicy.Random && random.NextInt(++equal) == 0) best = i;
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

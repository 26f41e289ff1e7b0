using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// What an image meets in one cell: every way from an input to the output over edges that do not carry
/// <see cref="Operation.None"/>. A way is written as the operations on it, skip connections left out, so that cells that
/// compute the same function mostly have the same ways. Where nodes are concatenated, every node is an end.
/// </summary>
internal sealed class LivePaths
{
    private const long End = 0;
    private static readonly Operation Skip = new("skip_connect");

    private readonly CellTopology topology;
    private readonly IReadOnlyList<Operation> operations;
    private readonly (int Target, int Operation, int Pair)[][] leaving;
    private readonly HashSet<int> live = [];
    private readonly Stack<int> walked = new();
    private readonly int symbols;

    private LivePaths(Architecture architecture, int cellKind)
    {
        (topology, operations) = (architecture.Space.Topology, architecture.Space.Operations);
        symbols = operations.Count + topology.Inputs + 1;
        (Uses, UsesOfInputs, Leaving) = (new double[operations.Count], new double[operations.Count], new double[topology.Inputs + topology.Nodes]);
        var cell = architecture.Cell(cellKind);
        int none = architecture.Space.IndexOf(Operation.None), skip = architecture.Space.IndexOf(Skip);
        var byState = new List<(int, int, int)>[topology.Inputs + topology.Nodes];
        for (int i = 0; i < cell.Length; i++)
        {
            if (cell[i].Operation == none) continue;
            var edge = topology.Edges[cell[i].Edge];
            (byState[edge.Source] ??= []).Add((topology.Inputs + edge.Node, cell[i].Operation == skip ? -1 : cell[i].Operation, i));
        }

        leaving = Array.ConvertAll(byState, static edges => edges?.ToArray() ?? []);
        for (int input = 0; input < topology.Inputs; input++)
        {
            long start = operations.Count + 1 + input;
            Walk(input, new Way(start, [start], 0));
        }

        foreach (var pair in live.Select(i => cell[i]))
        {
            int source = topology.Edges[pair.Edge].Source;
            Uses[pair.Operation]++;
            Leaving[source]++;
            if (source < topology.Inputs) UsesOfInputs[pair.Operation]++;
        }
    }

    /// <summary>How often each way occurs.</summary>
    public Dictionary<long, double> Paths { get; } = [];

    /// <summary>How often two operations follow each other on a way; input and end count as operations.</summary>
    public Dictionary<long, double> Pairs { get; } = [];

    /// <summary>For each operation, on how many live edges it is.</summary>
    public double[] Uses { get; }

    /// <summary>The same for the edges that leave an input.</summary>
    public double[] UsesOfInputs { get; }

    /// <summary>For each state, how many live edges leave it.</summary>
    public double[] Leaving { get; }

    /// <summary>For each way, how many convolutions are on it.</summary>
    public List<int> Depths { get; } = [];

    /// <summary>Number of edges that are on a way.</summary>
    public int LiveEdges => live.Count;

    public static LivePaths Of(Architecture architecture, int cellKind) => new(architecture, cellKind);

    /// <summary>The greatest number of ways that a cell of a topology can have.</summary>
    public static double Most(CellTopology topology)
    {
        var ways = Enumerable.Repeat(1.0, topology.Inputs).ToList();
        for (int node = 0; node < topology.Nodes; node++)
            ways.Add(ways.OrderDescending().Take(topology.Choice.Count(topology.Inputs + node)).Sum());
        return topology.Output == CellOutput.LastNode ? ways[^1] : ways.Skip(topology.Inputs).Sum();
    }

    private void Walk(int state, Way way)
    {
        bool isEnd = state >= topology.Inputs && (topology.Output == CellOutput.ConcatenateNodes || state == leaving.Length - 1);
        if (isEnd) Count(way);
        foreach (var (target, operation, pair) in leaving[state])
        {
            walked.Push(pair);
            Walk(target, operation < 0 ? way : way.Then(operation + 1, symbols, IsConvolution(operation)));
            walked.Pop();
        }
    }

    private void Count(Way way)
    {
        Add(Paths, way.Code);
        for (int i = 0; i < way.Word.Length; i++) Add(Pairs, (way.Word[i] * symbols) + (i + 1 < way.Word.Length ? way.Word[i + 1] : End));
        live.UnionWith(walked);
        Depths.Add(way.Depth);
    }

    private bool IsConvolution(int operation) => operations[operation].Name.Contains("conv", StringComparison.Ordinal);

    private static void Add(Dictionary<long, double> counts, long key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    private readonly record struct Way(long Code, long[] Word, int Depth)
    {
        public Way Then(long symbol, int symbols, bool convolution) =>
            new(unchecked((Code * symbols) + symbol), [.. Word, symbol], Depth + (convolution ? 1 : 0));
    }
}

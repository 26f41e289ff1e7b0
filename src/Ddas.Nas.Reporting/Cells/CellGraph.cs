using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Cells;

/// <summary>A cell as boxes in columns: inputs, then operations and the nodes that add them up, then the output. Every line leads one column on.</summary>
internal sealed class CellGraph
{
    private readonly List<CellNode> nodes = [];
    private readonly List<(int From, int To)> lines = [];

    /// <summary>The graph of one cell of an architecture.</summary>
    public CellGraph(Architecture architecture, int cellKind)
    {
        var topology = architecture.Space.Topology;
        int none = architecture.Space.IndexOf(Operation.None);
        int[] states = new int[topology.Inputs + topology.Nodes];
        for (int input = 0; input < topology.Inputs; input++) states[input] = Add(new CellNode(CellNodeKind.Input, InputName(topology.Inputs, input), 0));
        for (int node = 0; node < topology.Nodes; node++)
        {
            ChosenPair[] pairs = [.. architecture.Cell(cellKind).Where(pair => topology.Edges[pair.Edge].Node == node)];
            int layer = 2 + pairs.Max(pair => nodes[states[topology.Edges[pair.Edge].Source]].Layer);
            int state = states[topology.Inputs + node] = Add(new CellNode(CellNodeKind.Node, $"{node}", layer));
            foreach (var pair in pairs)
            {
                var kind = pair.Operation == none ? CellNodeKind.None : CellNodeKind.Operation;
                int operation = Add(new CellNode(kind, architecture.Space.Operations[pair.Operation].Name, layer - 1, pair.Operation));
                Connect(states[topology.Edges[pair.Edge].Source], operation);
                Connect(operation, state);
            }
        }

        int output = Add(new CellNode(CellNodeKind.Output, "output", nodes.Max(static n => n.Layer) + 1));
        int first = topology.Output == CellOutput.LastNode ? states.Length - 1 : topology.Inputs;
        foreach (int state in states[first..]) Connect(state, output);
    }

    public IReadOnlyList<CellNode> Nodes => nodes;

    /// <summary>Pairs of indices into <see cref="Nodes"/>, from one column to the next.</summary>
    public IReadOnlyList<(int From, int To)> Lines => lines;

    private static string InputName(int inputs, int input) => inputs == 1 ? "input" : $"cell k−{inputs - input}";

    private int Add(CellNode node)
    {
        nodes.Add(node);
        return nodes.Count - 1;
    }

    private void Connect(int from, int to)
    {
        for (int layer = nodes[from].Layer + 1; layer < nodes[to].Layer; layer++)
        {
            int bend = Add(new CellNode(CellNodeKind.Bend, "", layer));
            lines.Add((from, bend));
            from = bend;
        }

        lines.Add((from, to));
    }
}

using System.Text;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Cells;

/// <summary>A cell as text of the DOT language, for other programs that draw graphs.</summary>
internal static class CellDot
{
    /// <summary>A digraph: states as circles, an edge for each chosen pair with its operation; edges of <c>none</c> are dashed.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="cellKind">Index into <see cref="SearchSpaceDefinition.CellKinds"/>.</param>
    public static string Of(Architecture architecture, int cellKind)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var (space, topology) = (architecture.Space, architecture.Space.Topology);
        var text = new StringBuilder($"digraph \"{space.CellKinds[cellKind].Replace("\"", "\\\"", StringComparison.Ordinal)}\" {{\n  rankdir=LR;\n  node [shape=circle];\n");
        for (int input = 0; input < topology.Inputs; input++) text.Append($"  s{input} [shape=box, label=\"cell k-{topology.Inputs - input}\"];\n");
        for (int node = 0; node < topology.Nodes; node++) text.Append($"  s{topology.Inputs + node} [label=\"{node}\"];\n");
        text.Append("  output [shape=box];\n");
        foreach (var pair in architecture.Cell(cellKind))
        {
            var (edge, operation) = (topology.Edges[pair.Edge], space.Operations[pair.Operation]);
            text.Append($"  s{edge.Source} -> s{topology.Inputs + edge.Node} [label=\"{operation}\"{(operation == Operation.None ? ", style=dashed" : "")}];\n");
        }

        int first = topology.Output == CellOutput.LastNode ? topology.Inputs + topology.Nodes - 1 : topology.Inputs;
        for (int state = first; state < topology.Inputs + topology.Nodes; state++) text.Append($"  s{state} -> output;\n");
        return text.Append("}\n").ToString();
    }
}

using System.Globalization;

namespace Ddas.Nas.SearchSpace;

/// <summary>Reads NAS-Bench-201's architecture text, for any space.</summary>
internal sealed class EdgeTextParser(SearchSpaceDefinition space, string text)
{
    private int at;

    public Architecture Parse()
    {
        var cells = new List<List<ChosenPair>>();
        for (int kind = 0; kind < space.CellKinds.Count; kind++)
        {
            SkipSpace();
            cells.Add(Cell(space.CellName(kind)));
        }

        SkipSpace();
        if (at < text.Length) throw Expected("the end");
        return new Architecture(space, cells);
    }

    private List<ChosenPair> Cell(string cell)
    {
        var pairs = new List<ChosenPair>();
        for (int node = 0; node < space.Topology.Nodes; node++)
        {
            if (node > 0) Take('+');
            Take('|');
            int first = pairs.Count;
            for (int left = space.Topology.Choice.Count(space.Topology.Inputs + node); left > 0; left--)
            {
                int start = at;
                var pair = Pair(cell, node);
                if (pairs.FindIndex(first, p => p.Edge == pair.Edge) >= 0)
                    throw new GenotypeFormatException(start, $"node {node} of the {cell} has a second operation on input {space.Topology.Edges[pair.Edge].Source}");
                pairs.Add(pair);
            }
        }

        return pairs;
    }

    private ChosenPair Pair(string cell, int node)
    {
        int start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
        if (at == start) throw Expected($"an operation of node {node} of the {cell}");
        int operation = space.IndexOf(new Operation(text[start..at]));
        if (operation < 0)
        {
            at = start;
            throw Expected($"an operation of space '{space.Name}' ({string.Join(", ", space.Operations)})");
        }

        Take('~');
        int number = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        int inputs = space.Topology.Inputs + node;
        if (!int.TryParse(text.AsSpan(number, at - number), NumberStyles.None, CultureInfo.InvariantCulture, out int source) || source >= inputs)
        {
            at = number;
            throw Expected($"an input of node {node} of the {cell}, 0 to {inputs - 1},");
        }

        Take('|');
        return new ChosenPair(space.Topology.EdgeIndex(source, node), operation);
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private void Take(char wanted)
    {
        if (at >= text.Length || text[at] != wanted) throw Expected($"'{wanted}'");
        at++;
    }

    private GenotypeFormatException Expected(string what) => new(at, $"{what} was expected, but {TextFragment.At(text, at)} was found");
}

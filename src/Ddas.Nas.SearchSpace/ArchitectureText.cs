using System.Text;

namespace Ddas.Nas.SearchSpace;

/// <summary>
/// The text by which files name an architecture. Spaces of DARTS' kind (<see cref="Genotype.Fits"/>) use DARTS' genotype
/// text. All others use NAS-Bench-201's, <c>|op~0|+|op~0|op~1|+|op~0|op~1|op~2|</c>: nodes joined by <c>+</c>, at each
/// node the chosen edges as operation and source state, and, where there are several cell kinds, one such text for each,
/// joined by a space.
/// </summary>
public static class ArchitectureText
{
    /// <summary>The text of an architecture; <see cref="Parse"/> reads it back.</summary>
    public static string Format(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var space = architecture.Space;
        if (Genotype.Fits(space)) return Genotype.FromArchitecture(architecture).ToString();

        var text = new StringBuilder();
        for (int kind = 0; kind < space.CellKinds.Count; kind++)
        {
            if (kind > 0) text.Append(' ');
            int node = 0;
            text.Append('|');
            foreach (var pair in architecture.Cell(kind))
            {
                var edge = space.Topology.Edges[pair.Edge];
                if (edge.Node != node) text.Append("+|");
                node = edge.Node;
                text.Append(space.Operations[pair.Operation]).Append('~').Append(edge.Source).Append('|');
            }
        }

        return text.ToString();
    }

    /// <summary>Reads the text of an architecture.</summary>
    /// <param name="space">The space it belongs to; it decides which of the two notations is read.</param>
    /// <param name="text">The text. The edges of a node may stand in any order.</param>
    /// <exception cref="GenotypeFormatException">The text is malformed, or says no architecture of the space; the message says where.</exception>
    public static Architecture Parse(SearchSpaceDefinition space, string text)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(text);
        return Genotype.Fits(space) ? FromGenotype(space, text) : new EdgeTextParser(space, text).Parse();
    }

    private static Architecture FromGenotype(SearchSpaceDefinition space, string text)
    {
        var (genotype, positionOf) = new GenotypeParser(text).Parse();
        if (genotype.Misfit(space, out var cells) is { } misfit)
            throw new GenotypeFormatException(positionOf(misfit.Kind, misfit.Pair), misfit.Problem);
        return new Architecture(space, cells);
    }
}

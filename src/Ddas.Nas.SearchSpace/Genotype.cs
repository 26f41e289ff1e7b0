using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ddas.Nas.SearchSpace;

/// <summary>
/// A cell architecture as DARTS writes it: (operation, input) pairs per cell, node by node, in an order of their own
/// (DARTS puts a node's stronger edge first, and its weight files follow that order), and the states each cell
/// concatenates. Immutable, equal by value and order. It belongs to spaces with the cell kinds <c>normal</c> and
/// <c>reduce</c>; what it says regardless of order is its <see cref="Architecture"/>.
/// </summary>
public sealed class Genotype : IEquatable<Genotype>
{
    private const string NormalKind = "normal";
    private const string ReduceKind = "reduce";

    /// <summary>Creates a genotype.</summary>
    /// <param name="normal">Pairs of the normal cell, node by node.</param>
    /// <param name="normalConcat">States that the normal cell concatenates.</param>
    /// <param name="reduce">Pairs of the reduction cell, node by node.</param>
    /// <param name="reduceConcat">States that the reduction cell concatenates.</param>
    /// <exception cref="ArgumentException">A pair has no operation, or a state's number is negative.</exception>
    public Genotype(IEnumerable<GenotypePair> normal, IEnumerable<int> normalConcat, IEnumerable<GenotypePair> reduce, IEnumerable<int> reduceConcat)
    {
        Normal = Checked(normal, nameof(normal));
        NormalConcat = Checked(normalConcat, nameof(normalConcat));
        Reduce = Checked(reduce, nameof(reduce));
        ReduceConcat = Checked(reduceConcat, nameof(reduceConcat));
    }

    /// <summary>Pairs of the normal cell, node by node, in the order of the text.</summary>
    public ImmutableArray<GenotypePair> Normal { get; }

    /// <summary>States that the normal cell concatenates; DARTS: 2, 3, 4, 5.</summary>
    public ImmutableArray<int> NormalConcat { get; }

    /// <summary>Pairs of the reduction cell, node by node, in the order of the text.</summary>
    public ImmutableArray<GenotypePair> Reduce { get; }

    /// <summary>States that the reduction cell concatenates; DARTS: 2, 3, 4, 5.</summary>
    public ImmutableArray<int> ReduceConcat { get; }

    /// <summary>
    /// Reads DARTS' own text, as its code holds and prints it: single or double quotes, any white space, trailing commas,
    /// the four arguments in any order, and <c>range(2, 6)</c> for a concatenation. Any operation name is read;
    /// <see cref="ToArchitecture"/> says whether a space knows it.
    /// </summary>
    /// <exception cref="GenotypeFormatException">The text is no genotype; the message says where and why.</exception>
    public static Genotype Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new GenotypeParser(text).Parse().Genotype;
    }

    /// <summary>Reads DARTS' own text where it is well formed; see <see cref="Parse"/>.</summary>
    /// <returns>False where the text is null or no genotype.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Genotype? genotype)
    {
        genotype = null;
        if (text is null) return false;
        try
        {
            genotype = Parse(text);
            return true;
        }
        catch (GenotypeFormatException)
        {
            return false;
        }
    }

    /// <summary>The genotype of an architecture: its pairs by rising input, all nodes concatenated.</summary>
    /// <exception cref="ArgumentException">The architecture's space is not of DARTS' kind: see <see cref="Fits"/>.</exception>
    public static Genotype FromArchitecture(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var space = architecture.Space;
        RequireFit(space, nameof(architecture));
        var concat = Nodes(space);
        return new Genotype(Pairs(NormalKind), concat, Pairs(ReduceKind), concat);

        IEnumerable<GenotypePair> Pairs(string kind) =>
            architecture.Cell(space.CellKinds[0] == kind ? 0 : 1).Select(p => new GenotypePair(space.Operations[p.Operation], space.Topology.Edges[p.Edge].Source));
    }

    /// <summary>
    /// Whether genotypes can say the architectures of a space: cell kinds <c>normal</c> and <c>reduce</c>, the best
    /// edges per node, all nodes concatenated.
    /// </summary>
    public static bool Fits(SearchSpaceDefinition space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.CellKinds.Count == 2 && space.CellKinds.Contains(NormalKind) && space.CellKinds.Contains(ReduceKind)
            && space.Topology.Choice.EdgesPerNode > 0 && space.Topology.Output == CellOutput.ConcatenateNodes;
    }

    /// <summary>The same cells as an architecture of a space, whatever the order of a node's pairs.</summary>
    /// <exception cref="ArgumentException">
    /// The genotype does not fit the space: an unknown operation, an input that is no earlier state, another number of
    /// pairs, two pairs of a node on one edge, or a concatenation of other states. The message names the pair.
    /// </exception>
    public Architecture ToArchitecture(SearchSpaceDefinition space)
    {
        ArgumentNullException.ThrowIfNull(space);
        RequireFit(space, nameof(space));
        if (Misfit(space, out var cells) is { } misfit) throw new ArgumentException($"The genotype does not fit: {misfit.Problem}.", nameof(space));
        return new Architecture(space, cells);
    }

    /// <summary>DARTS' text: <c>Genotype(normal=[('sep_conv_3x3', 0), ...], normal_concat=[2, 3, 4, 5], reduce=[...], reduce_concat=[2, 3, 4, 5])</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("Genotype(normal=[");
        text.AppendJoin(", ", Normal).Append("], normal_concat=[").AppendJoin(", ", NormalConcat);
        text.Append("], reduce=[").AppendJoin(", ", Reduce).Append("], reduce_concat=[").AppendJoin(", ", ReduceConcat);
        return text.Append("])").ToString();
    }

    /// <inheritdoc/>
    public bool Equals(Genotype? other) =>
        other is not null && Normal.SequenceEqual(other.Normal) && NormalConcat.SequenceEqual(other.NormalConcat)
        && Reduce.SequenceEqual(other.Reduce) && ReduceConcat.SequenceEqual(other.ReduceConcat);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Genotype);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var pair in Normal) hash.Add(pair);
        foreach (var pair in Reduce) hash.Add(pair);
        return hash.ToHashCode();
    }

    /// <summary>Collects the chosen pairs of each cell kind, or says what does not fit; pair -1 stands for the cell as a whole, -2 for its concatenation.</summary>
    internal (string Kind, int Pair, string Problem)? Misfit(SearchSpaceDefinition space, out List<ChosenPair>[] cells)
    {
        int normal = space.CellKinds[0] == NormalKind ? 0 : 1;
        cells = [[], []];
        return Misfit(space, NormalKind, Normal, NormalConcat, cells[normal]) ?? Misfit(space, ReduceKind, Reduce, ReduceConcat, cells[1 - normal]);
    }

    private static (string Kind, int Pair, string Problem)? Misfit(
        SearchSpaceDefinition space, string kind, ImmutableArray<GenotypePair> pairs, ImmutableArray<int> concat, List<ChosenPair> chosen)
    {
        var topology = space.Topology;
        if (pairs.Length != topology.ChosenPairs)
            return (kind, -1, $"the {kind} cell has {pairs.Length} pairs, but a cell of space '{space.Name}' has {topology.ChosenPairs}");
        int at = 0;
        for (int node = 0; node < topology.Nodes; node++)
        {
            int first = at;
            for (int left = topology.Choice.Count(topology.Inputs + node); left > 0; left--, at++)
            {
                string where = $"pair {at} of the {kind} cell, {pairs[at]}";
                int operation = space.IndexOf(pairs[at].Operation);
                if (operation < 0)
                    return (kind, at, $"{where}: space '{space.Name}' has no operation '{pairs[at].Operation}', only {string.Join(", ", space.Operations)}");
                if (pairs[at].Input >= topology.Inputs + node)
                    return (kind, at, $"{where}: belongs to node {node}, whose inputs run from 0 to {topology.Inputs + node - 1}");
                var pair = new ChosenPair(topology.EdgeIndex(pairs[at].Input, node), operation);
                for (int other = first; other < at; other++)
                    if (chosen[other].Edge == pair.Edge)
                        return (kind, at, $"{where}: node {node} already has a pair on input {pairs[at].Input}, and its pairs must have different inputs");
                chosen.Add(pair);
            }
        }

        return concat.Order().SequenceEqual(Nodes(space))
            ? null
            : (kind, -2, $"the {kind} cell concatenates [{string.Join(", ", concat)}], but space '{space.Name}' concatenates all nodes, [{string.Join(", ", Nodes(space))}]");
    }

    private static IEnumerable<int> Nodes(SearchSpaceDefinition space) => Enumerable.Range(space.Topology.Inputs, space.Topology.Nodes);

    private static void RequireFit(SearchSpaceDefinition space, string parameter)
    {
        if (!Fits(space))
            throw new ArgumentException(
                $"A genotype cannot say an architecture of space '{space.Name}': that takes the cell kinds '{NormalKind}' and '{ReduceKind}', a number of edges per node, and all nodes concatenated.", parameter);
    }

    private static ImmutableArray<GenotypePair> Checked(IEnumerable<GenotypePair> pairs, string parameter)
    {
        ArgumentNullException.ThrowIfNull(pairs, parameter);
        ImmutableArray<GenotypePair> array = [.. pairs];
        foreach (var pair in array)
            if (pair.Operation is null || pair.Input < 0)
                throw new ArgumentException($"A pair needs an operation and an input of at least 0, not {pair}.", parameter);
        return array;
    }

    private static ImmutableArray<int> Checked(IEnumerable<int> states, string parameter)
    {
        ArgumentNullException.ThrowIfNull(states, parameter);
        ImmutableArray<int> array = [.. states];
        foreach (int state in array)
            if (state < 0) throw new ArgumentException($"A concatenated state has a number of at least 0, not {state}.", parameter);
        return array;
    }
}

using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>
/// A quality from 0 to 1 for every architecture, in closed form: (1 - w) A + w P. A is the sum of one term, U(0, 1), per
/// chosen pair, brought to 0 for the worst and 1 for the best architecture; P is the mean of one term, U(0, 1), per two
/// chosen pairs.
/// </summary>
internal sealed class SyntheticLandscape
{
    private readonly SearchSpaceDefinition space;
    private readonly double pairwiseWeight;
    private readonly float[] terms;
    private readonly float[] pairTerms;
    private readonly double worst;
    private readonly double best;

    public SyntheticLandscape(SearchSpaceDefinition space, long seed, double pairwiseWeight)
    {
        (this.space, this.pairwiseWeight) = (space, pairwiseWeight);
        terms = new float[space.ActionLength];
        new RandomStream(seed, RandomPurpose.Environment, 0).FillUniform(terms);
        pairTerms = new float[pairwiseWeight > 0 ? terms.Length * terms.Length : 0];
        new RandomStream(seed, RandomPurpose.Environment, 1).FillUniform(pairTerms);

        for (int kind = 0; kind < space.CellKinds.Count; kind++)
            for (int node = 0; node < space.Topology.Nodes; node++)
            {
                var edges = TermsOfEdges(kind, node);
                int kept = space.Topology.Choice.Count(edges.Count);
                worst += edges.Select(static e => (double)e.Min()).Order().Take(kept).Sum();
                best += edges.Select(static e => (double)e.Max()).OrderDescending().Take(kept).Sum();
                UniformMean += kept * edges.SelectMany(static e => e).Average(static t => (double)t);
            }

        UniformMean = ((1 - pairwiseWeight) * Normalize(UniformMean)) + (pairwiseWeight * 0.5);
    }

    /// <summary>The terms as alpha: what discretizes to the best architecture of the additive part.</summary>
    public ArchitectureWeights Terms => ArchitectureWeights.FromValues(space, terms);

    /// <summary>The mean quality over uniformly random architectures (of P: its mean over seeds).</summary>
    public double UniformMean { get; }

    public double Quality(Architecture architecture)
    {
        int[] chosen = Offsets(architecture);
        double additive = Normalize(chosen.Sum(o => (double)terms[o]));
        return pairwiseWeight == 0 ? additive : ((1 - pairwiseWeight) * additive) + (pairwiseWeight * Pairwise(chosen));
    }

    /// <summary>The positions in alpha of an architecture's pairs, rising.</summary>
    public int[] Offsets(Architecture architecture) =>
        [.. Enumerable.Range(0, space.CellKinds.Count).SelectMany(kind => architecture.Cell(kind).Select(p => space.Offset(kind, p.Edge, p.Operation)))];

    private double Normalize(double sum) => best > worst ? Math.Clamp((sum - worst) / (best - worst), 0, 1) : 1;

    private double Pairwise(int[] chosen)
    {
        if (chosen.Length < 2) return 0.5;
        double sum = 0;
        for (int i = 0; i < chosen.Length; i++)
            for (int j = i + 1; j < chosen.Length; j++)
                sum += pairTerms[(chosen[i] * terms.Length) + chosen[j]];
        return sum / (chosen.Length * (chosen.Length - 1) / 2.0);
    }

    private List<float[]> TermsOfEdges(int kind, int node)
    {
        var incoming = space.Topology.IncomingEdges(node);
        int operations = space.Operations.Count;
        return [.. Enumerable.Range(incoming.Start.Value, incoming.End.Value - incoming.Start.Value).Select(edge => terms.AsSpan(space.Offset(kind, edge, 0), operations).ToArray())];
    }
}

using Ddas.Nas.Pareto.Internal;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>The finished runs of one method, by seed.</summary>
/// <param name="Method">The method.</param>
/// <param name="Runs">The steps of each seed's run.</param>
internal sealed record MethodRuns(ReproductionMethod Method, IReadOnlyDictionary<long, IReadOnlyList<StepRecord>> Runs)
{
    /// <summary>The seeds, rising.</summary>
    public IReadOnlyList<long> Seeds { get; } = [.. Runs.Keys.Order()];

    /// <summary>One figure of each run, in the order of <see cref="Seeds"/>.</summary>
    public double[] Each(Func<IReadOnlyList<StepRecord>, double> figure) => [.. Seeds.Select(seed => figure(Runs[seed]))];

    /// <summary>Mean accuracy where a run ends; a fraction.</summary>
    public static double LastSixth(IReadOnlyList<StepRecord> run) => Selection.LastSixth(run).Average(static step => step.Accuracy);

    /// <summary>The steps after the explore phase, or in random search after as many as the others explore.</summary>
    public static IEnumerable<StepRecord> AfterExplore(IReadOnlyList<StepRecord> run) => run.Skip(run.Count / 3);
}

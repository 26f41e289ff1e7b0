using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Reporting.Models;

/// <summary>How often each operation was chosen in one phase of a method, for one kind of cell.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Shares">Share of the chosen pairs, in the order of the space's operations; they add up to 1.</param>
internal sealed record OperationShares(string Phase, IReadOnlyList<double> Shares)
{
    /// <summary>The shares in each phase, in the order of the phases; none where the space is unknown.</summary>
    public static IReadOnlyList<OperationShares> Of(SearchMethod method, int cellKind)
    {
        if (method.Runs[0].Space is not { } space) return [];
        return
        [
            .. method.Runs.SelectMany(static run => run.Steps.Select(step => (run, step)))
                .GroupBy(static item => item.step.Phase)
                .Select(phase => (phase.Key, Architectures: phase.Select(static item => item.run.ArchitectureOf(item.step)).OfType<Architecture>().ToArray()))
                .Where(static phase => phase.Architectures.Length > 0)
                .Select(phase => new OperationShares(phase.Key, Count(new OperationHistogram(space, phase.Architectures), cellKind))),
        ];
    }

    private static double[] Count(OperationHistogram histogram, int cellKind) => [.. Enumerable.Range(0, histogram.Space.Operations.Count).Select(operation => histogram.Share(cellKind, operation))];
}

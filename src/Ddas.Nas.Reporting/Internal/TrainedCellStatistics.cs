using System.ComponentModel;
using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.Records;

namespace Ddas.Nas.Reporting.Internal;

/// <summary>
/// What several trained cells say together: how well the supernet ordered them (Table 2), and how accuracy depends on cost
/// (Figs. 6 and 7). Accuracies are in percent.
/// </summary>
/// <param name="Cells">Number of cells.</param>
/// <param name="Spearman">Rank correlation of supernet and test accuracy with its bootstrap interval; null where fewer than 3 cells have both.</param>
/// <param name="Kendall">The same by Kendall's tau-b.</param>
/// <param name="OnGigaflops">Test accuracy on GFLOPs of the trained networks; null where fewer than 3 cells, or all of one cost.</param>
/// <param name="OnMillionParameters">Test accuracy on millions of parameters, those of the auxiliary head included.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TrainedCellStatistics(int Cells, ConfidenceInterval? Spearman, ConfidenceInterval? Kendall, LinearFit? OnGigaflops, LinearFit? OnMillionParameters)
{
    private const int Fewest = 3;

    /// <summary>Computes the statistics.</summary>
    /// <param name="cells">Trained cells; each has a test accuracy.</param>
    /// <param name="bootstrap">Makes the intervals; null for the default, 10,000 resamples at 95 %.</param>
    /// <exception cref="ArgumentException">A cell has no test accuracy.</exception>
    public static TrainedCellStatistics Of(IReadOnlyList<TrainedCellManifest> cells, Bootstrap? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Any(static c => c.TestAccuracy is null)) throw new ArgumentException("A cell has no test accuracy: it still trains.", nameof(cells));
        bootstrap ??= new Bootstrap();
        TrainedCellManifest[] found = [.. cells.Where(static c => c.Source is not null)];
        double[] supernet = [.. found.Select(static c => 100 * c.Source!.SupernetAccuracy)], test = [.. found.Select(Accuracy)];
        return new TrainedCellStatistics(
            cells.Count,
            found.Length < Fewest ? null : bootstrap.Interval(supernet, test, RankCorrelation.Spearman),
            found.Length < Fewest ? null : bootstrap.Interval(supernet, test, RankCorrelation.KendallTauB),
            Fit(cells, static c => c.FlopsPaper / 1e9),
            Fit(cells, static c => c.ParametersWithAuxiliary / 1e6));
    }

    private static LinearFit? Fit(IReadOnlyList<TrainedCellManifest> cells, Func<TrainedCellManifest, double> cost)
    {
        double[] costs = [.. cells.Select(cost)];
        return costs.Length < Fewest || costs.Distinct().Count() == 1 ? null : LinearFit.Of(costs, [.. cells.Select(Accuracy)]);
    }

    private static double Accuracy(TrainedCellManifest cell) => 100 * cell.TestAccuracy!.Value;
}

using System.Globalization;
using Ddas.Nas.Pareto.Statistics;
using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Internal;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>The tables of the trained cells: each cell (Table 1), and what they say together (Table 2, Figs. 6 and 7).</summary>
internal static class TrainedTables
{
    /// <summary>Every trained cell of every method's front, by rising FLOPs.</summary>
    public static string Cells(IReadOnlyList<(ReproductionMethod Method, IReadOnlyList<TrainedCellManifest> Cells)> methods)
    {
        var table = new MarkdownTable("method", "step", "supernet accuracy", "test accuracy", "MFLOPs", "parameters with auxiliary head");
        foreach (var (method, cells) in methods)
            foreach (var cell in cells.OrderBy(c => c.FlopsPaper))
                table.Add(
                    method.Title, cell.Source!.Step.ToString(CultureInfo.InvariantCulture), Numbers.Percent(cell.Source.SupernetAccuracy), Numbers.Percent(cell.TestAccuracy!.Value),
                    Numbers.Fixed(cell.FlopsPaper / 1e6, 1), cell.ParametersWithAuxiliary.ToString("N0", CultureInfo.InvariantCulture));
        return table.ToString();
    }

    /// <summary>Rank correlation of supernet and test accuracy, and the linear fits of test accuracy on cost; by method, and of all.</summary>
    public static string Statistics(IReadOnlyList<(ReproductionMethod Method, IReadOnlyList<TrainedCellManifest> Cells)> methods)
    {
        var table = new MarkdownTable("method", "cells", "Spearman, interval", "Kendall, interval", "points per GFLOP", "r", "points per M parameters", "r");
        foreach (var (name, cells) in methods.Select(m => (m.Method.Title, m.Cells)).Append(("all", [.. methods.SelectMany(m => m.Cells)])))
        {
            var found = TrainedCellStatistics.Of(cells);
            table.Add([
                name, cells.Count.ToString(CultureInfo.InvariantCulture), Correlation(found.Spearman), Correlation(found.Kendall),
                .. Fit(found.OnGigaflops), .. Fit(found.OnMillionParameters)]);
        }

        return table.ToString();
    }

    private static string Correlation(ConfidenceInterval? interval) =>
        interval is null ? "-" : $"{Numbers.Fixed(interval.Estimate, 2)} ({Numbers.Fixed(interval.Lower, 2)} to {Numbers.Fixed(interval.Upper, 2)})";

    private static string[] Fit(LinearFit? fit) => fit is null ? ["-", "-"] : [Numbers.Fixed(fit.Slope, 1), Numbers.Fixed(fit.Correlation, 2)];
}

using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Internal;
using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>What came of found cells on test images: agreement with the supernet (Table 2), fronts and regression (Figs. 6 and 7).</summary>
internal static class TrainedSection
{
    private sealed record Pair(string Series, double Search, double Final, string Label);

    public static Section Of(Comparison data)
    {
        var figures = new List<Figure>();
        if (AgreementFigure(data) is { } agreement) figures.Add(agreement);
        var cells = data.Trained.Where(static cell => cell.TestAccuracy is not null).ToArray();
        if (cells.Length > 0)
        {
            figures.Add(Front(data, cells, "trained-flops", "MFLOPs", "mflops", ("GFLOP", 1000), static cell => cell.FlopsPaper / 1e6));
            figures.Add(Front(data, cells, "trained-parameters", "Parameters (M)", "mparams", ("million parameters", 1), static cell => cell.ParametersWithAuxiliary / 1e6));
        }

        return new Section("Test accuracy", figures);
    }

    /// <summary>Search and final accuracy, in percent: of trained cells, and of the front's steps where the environment knows test accuracies.</summary>
    private static Pair[] Pairs(Comparison data) =>
    [
        .. data.Methods.SelectMany(method => Comparison.FrontOf(method).Where(static item => item.Step.TestAccuracy is not null)
            .Select(item => new Pair(method.Name, 100 * item.Step.Accuracy, 100 * item.Step.TestAccuracy!.Value, Comparison.LabelOf(method, item.Run, item.Step)))),
        .. data.Trained.Where(static cell => cell is { TestAccuracy: not null, Source: not null })
            .Select(static cell => new Pair($"trained, from {cell.Source!.Run}", 100 * cell.Source.SupernetAccuracy, 100 * cell.TestAccuracy!.Value, TrainedCellTable.Label(cell))),
    ];

    private static Figure? AgreementFigure(Comparison data)
    {
        Pair[] pairs = Pairs(data);
        if (pairs.Length == 0) return null;
        var groups = pairs.GroupBy(static pair => pair.Series).ToArray();
        string[] words = [.. groups.Select(static group => (group.Key, Value: Of(group))).Select(static g => string.Create(CultureInfo.InvariantCulture, $"{g.Key}: Spearman {Correlation(g.Value.Spearman)}, Kendall {Correlation(g.Value.Kendall)}"))];
        var picture = new ScatterChart
        {
            XLabel = "Accuracy in the search (%)", YLabel = "Test accuracy (%)", Fit = Of(pairs).Line,
            Series = [.. groups.Select((group, i) => (group.Key, ToneOf(data, group.Key, i), (IReadOnlyList<(double, double, string)>)[.. group.Select(static pair => (pair.Search, pair.Final, pair.Label))]))],
        }.Draw("Accuracy in the search against test accuracy over the fronts");
        return new Figure("agreement", "Search accuracy against test accuracy", $"The steps of the fronts, and trained cells. Rank correlation: {string.Join("; ", words)}. Dashed: regression line over all.", picture);
    }

    private static Agreement Of(IEnumerable<Pair> pairs)
    {
        Pair[] all = [.. pairs];
        return Agreement.Of([.. all.Select(static pair => pair.Search)], [.. all.Select(static pair => pair.Final)]);
    }

    private static Figure Front(Comparison data, TrainedCellManifest[] cells, string name, string unit, string reference, (string Name, double Units) slope, Func<TrainedCellManifest, double> cost)
    {
        var groups = cells.GroupBy(static cell => cell.Source?.Run ?? "published cells").ToArray();
        var line = Agreement.Of([.. cells.Select(cost)], [.. cells.Select(static cell => 100 * cell.TestAccuracy!.Value)]).Line;
        var picture = new FrontChart
        {
            Cost = unit, Accuracy = "Test accuracy (%)", LabelName = "cell", Fit = line, References = data.References(reference, "test_acc"),
            Series = [.. groups.Select((group, i) => (FrontSeries.Of(group.Key, group.Select(cell => new FrontPoint(cost(cell), 100 * cell.TestAccuracy!.Value, TrainedCellTable.Label(cell)))), ToneOf(data, group.Key, i)))],
        }.Draw($"Test accuracy of trained cells against {unit}");
        string fit = line is null ? "" : string.Create(CultureInfo.InvariantCulture, $" Dashed: regression line, {line.Slope * slope.Units:0.###} points for each {slope.Name}, correlation {Correlation(double.IsNaN(line.Correlation) ? null : line.Correlation)}.");
        return new Figure(name, $"Trained cells on {unit}", $"Test accuracy after training; markers are on the front.{fit}", picture);
    }

    private static Tone ToneOf(Comparison data, string series, int index)
    {
        int method = Enumerable.Range(0, data.Methods.Count).FirstOrDefault(m => data.Methods[m].Name == series, -1);
        return Comparison.ToneOf(method >= 0 ? method : data.Methods.Count + index);
    }

    private static string Correlation(double? value) => value is { } number ? number.ToString("F2", CultureInfo.InvariantCulture) : "–";
}

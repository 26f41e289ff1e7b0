using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Reporting.Models;

/// <summary>How well one measure tells another: points with rank correlation and regression line (Table 2, Figs. 6 and 7).</summary>
/// <param name="Spearman">Spearman's rho; null for fewer than two points or a constant series.</param>
/// <param name="Kendall">Kendall's tau-b; null likewise.</param>
/// <param name="Line">The regression line; null where x is constant or there are fewer than two points.</param>
internal sealed record Agreement(double? Spearman, double? Kendall, LinearFit? Line)
{
    /// <summary>Of paired values.</summary>
    public static Agreement Of(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count < 2) return new Agreement(null, null, null);
        return new Agreement(
            Defined(RankCorrelation.Spearman(x, y)), Defined(RankCorrelation.KendallTauB(x, y)),
            x.Any(value => value != x[0]) ? LinearFit.Of(x, y) : null);
    }

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}

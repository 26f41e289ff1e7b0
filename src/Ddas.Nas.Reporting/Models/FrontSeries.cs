using Ddas.Nas.Pareto;

namespace Ddas.Nas.Reporting.Models;

/// <summary>The results of a method and those that no other of it dominates (Figs. 4, 6, 7).</summary>
/// <param name="Name">The method.</param>
/// <param name="All">All results with a finite cost.</param>
/// <param name="Front">Those on the front, by rising cost.</param>
internal sealed record FrontSeries(string Name, IReadOnlyList<FrontPoint> All, IReadOnlyList<FrontPoint> Front)
{
    private static readonly Objective<FrontPoint> Accuracy = new("accuracy", "%", Direction.Maximize, static point => point.Accuracy);
    private static readonly Objective<FrontPoint> Cost = new("cost", "", Direction.Minimize, static point => point.Cost);

    /// <summary>The front of some results, whatever their order; of equal ones the earliest stays.</summary>
    public static FrontSeries Of(string name, IEnumerable<FrontPoint> results)
    {
        FrontPoint[] all = [.. results.Where(static point => double.IsFinite(point.Cost) && double.IsFinite(point.Accuracy))];
        return new FrontSeries(name, all, new ParetoFront<FrontPoint>([Accuracy, Cost], all).OrderedBy(Cost));
    }
}

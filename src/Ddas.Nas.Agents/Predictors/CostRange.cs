using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// The least and the greatest cost in a space, found by climbing over neighbours: exact for a cost that is a sum over
/// chosen pairs, as FLOPs and parameters are.
/// </summary>
internal readonly record struct CostRange(double Low, double High)
{
    public double Scale(double cost) => High > Low ? (cost - Low) / (High - Low) : 0;

    /// <summary>The range of a function over the cells of one kind, or of all kinds (null); the other kinds stay as they are.</summary>
    public static CostRange Of(Func<Architecture, double> cost, Architecture start, int? cellKind = null) =>
        new(-Climb(architecture => -cost(architecture), start, cellKind), Climb(cost, start, cellKind));

    private static double Climb(Func<Architecture, double> value, Architecture from, int? cellKind)
    {
        double best = value(from);
        while (true)
        {
            var (next, cost) = Neighbours(from, cellKind).Select(neighbour => (neighbour, value(neighbour))).Append((from, best)).MaxBy(static n => n.Item2);
            if (!(cost > best)) return best;
            (from, best) = (next, cost);
        }
    }

    private static IEnumerable<Architecture> Neighbours(Architecture from, int? cellKind) =>
        Neighbourhood.OperationChanges(from).Concat(Neighbourhood.EdgeChanges(from))
            .Where(change => cellKind is null || change.CellKind == cellKind)
            .Select(change => change.ApplyTo(from));
}

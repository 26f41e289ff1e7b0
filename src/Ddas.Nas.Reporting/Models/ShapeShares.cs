using Ddas.Nas.Pareto;
using Ddas.Nas.Pareto.Internal;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Reporting.Models;

/// <summary>Widths and depths of the most accurate architectures of a method, for one kind of cell (Fig. 5).</summary>
/// <param name="Count">How many architectures: the share of the steps, rounded, at least 1; 0 where the space is unknown.</param>
/// <param name="Widths">Share of them by width in c.</param>
/// <param name="Depths">Share of them by depth.</param>
internal sealed record ShapeShares(int Count, IReadOnlyDictionary<double, double> Widths, IReadOnlyDictionary<double, double> Depths)
{
    /// <summary>The shapes of a method.</summary>
    /// <param name="method">The method; all its runs count.</param>
    /// <param name="cellKind">Index into the space's cell kinds.</param>
    /// <param name="share">Above 0, at most 1: the top 5 % are 0.05.</param>
    public static ShapeShares Of(SearchMethod method, int cellKind, double share)
    {
        var steps = method.Runs.SelectMany(static run => run.Steps.Select(step => (Run: run, Step: step))).ToArray();
        var accuracy = new Objective<(RunData Run, StepRecord Step)>("accuracy", "", Direction.Maximize, static item => item.Step.Accuracy);
        CellShape[] shapes = steps.Length == 0
            ? []
            : [.. Selection.Top(steps, accuracy, share).Select(static item => item.Run.ArchitectureOf(item.Step)).Where(static a => a is not null).Select(a => CellShapeAnalysis.Of(a!, cellKind))];
        return new ShapeShares(shapes.Length, Shares(shapes.Select(static shape => Math.Round(shape.Width, 3))), Shares(shapes.Select(static shape => (double)shape.Depth)));
    }

    private static Dictionary<double, double> Shares(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.GroupBy(static value => value).OrderBy(static group => group.Key).ToDictionary(static group => group.Key, group => (double)group.Count() / all.Length);
    }
}

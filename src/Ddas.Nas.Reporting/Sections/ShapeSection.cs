using System.Globalization;
using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>Widths and depths of the most accurate architectures, by kind of cell (Fig. 5).</summary>
internal static class ShapeSection
{
    public static Section Of(Comparison data)
    {
        string share = Text.Number(100 * data.TopShare);
        var figures = new List<Figure>();
        foreach (var (space, kind, cell, methods) in data.CellKinds())
        {
            var shapes = methods.Select(m => (data.Methods[m].Name, Tone: Comparison.ToneOf(m), Shares: ShapeShares.Of(data.Methods[m], kind, data.TopShare))).Where(static s => s.Shares.Count > 0).ToArray();
            if (shapes.Length == 0) continue;
            string caption = $"The top {share} % of the steps by accuracy ({string.Join(", ", shapes.Select(static s => $"{s.Name} {s.Shares.Count}"))}).";
            figures.Add(new Figure($"width-{Text.FilePart(cell)}", $"Width of the {cell}", caption, new BarChart
            {
                Label = "Width (c)", Step = WidthStep(space), Format = static value => value.ToString("0.##", CultureInfo.InvariantCulture),
                Series = [.. shapes.Select(static s => (s.Name, s.Tone, s.Shares.Widths))],
            }.Draw($"Widths of the {cell} among the most accurate steps")));
            figures.Add(new Figure($"depth-{Text.FilePart(cell)}", $"Depth of the {cell}", caption, new BarChart
            {
                Label = "Depth", Step = 1, Format = static value => value.ToString("0", CultureInfo.InvariantCulture),
                Series = [.. shapes.Select(static s => (s.Name, s.Tone, s.Shares.Depths))],
            }.Draw($"Depths of the {cell} among the most accurate steps")));
        }

        return new Section($"Shapes of the top {share} %", figures);
    }

    /// <summary>What neighbouring widths differ by: an edge adds one over the number of edges of its node.</summary>
    private static double WidthStep(SearchSpaceDefinition space)
    {
        int[] edges = [.. Enumerable.Range(0, space.Topology.Nodes).Select(node => space.Topology.Choice.Count(space.Topology.Inputs + node)).Distinct()];
        return 1.0 / edges.Aggregate(1, static (product, count) => product * count / (int)System.Numerics.BigInteger.GreatestCommonDivisor(product, count));
    }
}

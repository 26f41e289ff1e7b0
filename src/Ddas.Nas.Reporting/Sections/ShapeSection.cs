using System.Globalization;
using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>Widths and depths of the most accurate architectures, by kind of cell (Fig. 5).</summary>
internal static class ShapeSection
{
    public static Section Of(Comparison data)
    {
        var figures = new List<Figure>();
        if (data.Space is not { } space) return new Section("Shapes", figures);
        string share = Text.Number(100 * data.Options.TopShare);
        for (int kind = 0; kind < space.CellKinds.Count; kind++)
        {
            var shapes = data.Methods.Select((method, m) => (method.Name, Tone: Comparison.ToneOf(m), Shares: ShapeShares.Of(method, kind, data.Options.TopShare))).Where(static s => s.Shares.Count > 0).ToArray();
            if (shapes.Length == 0) continue;
            string cell = $"the {space.CellName(kind)}";
            string counts = string.Join(", ", shapes.Select(static s => $"{s.Name} {s.Shares.Count}"));
            string caption = $"The top {share} % of the steps by accuracy ({counts}).";
            double widthStep = 1.0 / Enumerable.Range(0, space.Topology.Nodes).Max(node => space.Topology.Choice.Count(space.Topology.Inputs + node));
            figures.Add(new Figure($"width-{Text.FilePart(space.CellKinds[kind])}", $"Width of {cell}", caption, new BarChart
            {
                Label = "Width (c)", Step = space.Topology.Choice.EdgesPerNode > 0 ? widthStep : 1.0 / 6, Format = static value => value.ToString("0.##", CultureInfo.InvariantCulture),
                Series = [.. shapes.Select(static s => (s.Name, s.Tone, s.Shares.Widths))],
            }.Draw($"Widths of {cell} among the most accurate steps")));
            figures.Add(new Figure($"depth-{Text.FilePart(space.CellKinds[kind])}", $"Depth of {cell}", caption, new BarChart
            {
                Label = "Depth", Step = 1, Format = static value => value.ToString("0", CultureInfo.InvariantCulture),
                Series = [.. shapes.Select(static s => (s.Name, s.Tone, s.Shares.Depths))],
            }.Draw($"Depths of {cell} among the most accurate steps")));
        }

        return new Section($"Shapes of the top {share} %", figures);
    }
}

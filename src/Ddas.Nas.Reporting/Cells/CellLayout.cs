using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Cells;

/// <summary>
/// Places the boxes of a cell, column by column (after Sugiyama et al. 1981): within a column they stand in the order of
/// the mean place of their neighbours, and then as near to it as their heights allow.
/// </summary>
internal sealed class CellLayout
{
    private const int Sweeps = 24;
    private const double ColumnGap = 30;
    private const double RowGap = 9;
    private const double TextSize = 12;
    private readonly CellGraph graph;
    private readonly int[][] columns;
    private readonly double[] middle;
    private readonly List<int>[] before;
    private readonly List<int>[] after;

    public CellLayout(CellGraph graph)
    {
        this.graph = graph;
        int count = graph.Nodes.Count;
        (before, after) = ([.. Enumerable.Range(0, count).Select(static _ => new List<int>())], [.. Enumerable.Range(0, count).Select(static _ => new List<int>())]);
        foreach (var (from, to) in graph.Lines)
        {
            after[from].Add(to);
            before[to].Add(from);
        }

        columns = [.. Enumerable.Range(0, graph.Nodes.Max(static n => n.Layer) + 1).Select(layer => Enumerable.Range(0, count).Where(i => graph.Nodes[i].Layer == layer).ToArray())];
        middle = new double[count];
        foreach (int[] column in columns) Spread(column);
        for (int sweep = 0; sweep < Sweeps; sweep++) Sweep(sweep);
        (Frames, Width, Height) = Place();
    }

    /// <summary>The place of each box; a bend crosses its column.</summary>
    public IReadOnlyList<Frame> Frames { get; }

    public double Width { get; }

    public double Height { get; }

    /// <summary>How many pairs of lines cross between columns.</summary>
    public int Crossings
    {
        get
        {
            int crossings = 0;
            for (int i = 0; i < graph.Lines.Count; i++)
                for (int j = 0; j < i; j++)
                {
                    var (a, b) = (graph.Lines[i], graph.Lines[j]);
                    if (graph.Nodes[a.From].Layer == graph.Nodes[b.From].Layer && (middle[a.From] - middle[b.From]) * (middle[a.To] - middle[b.To]) < 0) crossings++;
                }

            return crossings;
        }
    }

    private void Sweep(int sweep)
    {
        bool forth = sweep % 2 == 0;
        bool order = sweep < Sweeps - 8;
        foreach (int[] column in forth ? columns : columns.Reverse())
        {
            double[] wanted = [.. column.Select(i => Wanted(i, order ? (forth ? before[i] : after[i]) : [.. before[i], .. after[i]]))];
            if (order) Array.Sort([.. wanted.Select((place, k) => (place, k))], column);
            if (order) wanted = [.. wanted.Order()];
            Settle(column, wanted);
        }
    }

    private double Wanted(int node, List<int> neighbours) => neighbours.Count == 0 ? middle[node] : neighbours.Average(i => middle[i]);

    /// <summary>Puts a column's boxes as near as can be to the wanted places without changing their order: boxes that touch form blocks at their mean.</summary>
    private void Settle(int[] column, double[] wanted)
    {
        var blocks = new List<(double Sum, int Count, int First)>();
        double[] offset = new double[column.Length];
        for (int k = 1; k < column.Length; k++) offset[k] = offset[k - 1] + ((HeightOf(column[k - 1]) + HeightOf(column[k])) / 2) + RowGap;
        for (int k = 0; k < column.Length; k++)
        {
            blocks.Add((wanted[k] - offset[k], 1, k));
            while (blocks.Count > 1 && blocks[^1].Sum / blocks[^1].Count < blocks[^2].Sum / blocks[^2].Count)
            {
                var (last, previous) = (blocks[^1], blocks[^2]);
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((last.Sum + previous.Sum, last.Count + previous.Count, previous.First));
            }
        }

        foreach (var (sum, count, first) in blocks)
            for (int k = first; k < first + count; k++) middle[column[k]] = (sum / count) + offset[k];
    }

    private void Spread(int[] column) => Settle(column, new double[column.Length]);

    private (Frame[] Frames, double Width, double Height) Place()
    {
        double top = graph.Nodes.Select((_, i) => middle[i] - (HeightOf(i) / 2)).Min();
        double bottom = graph.Nodes.Select((_, i) => middle[i] + (HeightOf(i) / 2)).Max();
        var frames = new Frame[graph.Nodes.Count];
        double x = 0;
        foreach (int[] column in columns)
        {
            double width = column.Max(WidthOf);
            foreach (int i in column)
            {
                double own = graph.Nodes[i].Kind == CellNodeKind.Bend ? width : WidthOf(i);
                frames[i] = new Frame(x + ((width - own) / 2), middle[i] - (HeightOf(i) / 2) - top, own, HeightOf(i));
            }

            x += width + ColumnGap;
        }

        return (frames, x - ColumnGap, bottom - top);
    }

    private double WidthOf(int node) => graph.Nodes[node].Kind switch
    {
        CellNodeKind.Bend => 0,
        CellNodeKind.Node => 26,
        _ => FigureFont.Width(graph.Nodes[node].Name, TextSize) + 14,
    };

    private double HeightOf(int node) => graph.Nodes[node].Kind switch { CellNodeKind.Bend => 4, CellNodeKind.Node => 26, _ => 24 };
}

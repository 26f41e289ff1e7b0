using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Reporting.Cells;

/// <summary>The cells of an architecture with operations, width and depth (Figs. 8 and 9).</summary>
internal static class CellPicture
{
    private const double Margin = 12;
    private const double Heading = 26;

    /// <summary>All cell kinds, one below the other.</summary>
    public static Picture Of(Architecture architecture, string description)
    {
        var shapes = new List<Shape>();
        double y = 4, width = 0;
        for (int kind = 0; kind < architecture.Space.CellKinds.Count; kind++)
        {
            var graph = new CellGraph(architecture, kind);
            var layout = new CellLayout(graph);
            var shape = CellShapeAnalysis.Of(architecture, kind);
            string dead = shape.Depth == 0 ? ", dead: no path leads through it" : "";
            string heading = $"{architecture.Space.CellName(kind)}: width {shape.ToString().Split('/')[0]}, depth {shape.Depth}{dead}";
            shapes.Add(new Shape.Text(new Position(Margin, y + 16), heading, 12.5, Tone.Ink));
            Draw(shapes, graph, layout, Margin, y + Heading);
            width = Math.Max(width, Math.Max(layout.Width, FigureFont.Width(heading, 12.5)));
            y += Heading + layout.Height + 14;
        }

        return new Picture(width + (2 * Margin), y, description, shapes);
    }

    private static void Draw(List<Shape> shapes, CellGraph graph, CellLayout layout, double x, double y)
    {
        Frame[] frames = [.. layout.Frames.Select(frame => frame with { Left = frame.Left + x, Top = frame.Top + y })];
        foreach (var (from, to) in graph.Lines.Where(line => graph.Nodes[line.From].Kind != CellNodeKind.Bend))
            shapes.Add(Link(graph, frames, from, to));
        for (int i = 0; i < frames.Length; i++) DrawBox(shapes, graph.Nodes[i], frames[i]);
    }

    private static Shape.Link Link(CellGraph graph, Frame[] frames, int from, int to)
    {
        var points = new List<Position> { new(frames[from].Right, Middle(frames[from])) };
        while (graph.Nodes[to].Kind == CellNodeKind.Bend)
        {
            points.Add(new Position(frames[to].Left, Middle(frames[to])));
            points.Add(new Position(frames[to].Right, Middle(frames[to])));
            to = graph.Lines.First(line => line.From == to).To;
        }

        points.Add(new Position(frames[to].Left, Middle(frames[to])));
        bool nothing = graph.Nodes[from].Kind == CellNodeKind.None || graph.Nodes[to].Kind == CellNodeKind.None;
        return new Shape.Link(points, Tone.Muted, Head: true, nothing ? "3 3" : null);
    }

    private static void DrawBox(List<Shape> shapes, CellNode node, Frame frame)
    {
        if (node.Kind == CellNodeKind.Bend) return;
        var tone = node.Kind is CellNodeKind.Operation ? Tone.Of(Tone.Operations, node.Operation) : Tone.Muted;
        double radius = node.Kind switch { CellNodeKind.Node => 13, CellNodeKind.Operation or CellNodeKind.None => 4, _ => 8 };
        shapes.Add(new Shape.Box(frame, Tone.Surface, Radius: radius));
        if (node.Kind == CellNodeKind.Operation) shapes.Add(new Shape.Box(frame, tone, Radius: radius, Opacity: 0.3));
        if (node.Kind is CellNodeKind.Input or CellNodeKind.Output or CellNodeKind.Node) shapes.Add(new Shape.Box(frame, Tone.Soft, Radius: radius));
        shapes.Add(new Shape.Box(frame, null, tone, radius, node.Kind == CellNodeKind.None ? "3 3" : null));
        shapes.Add(new Shape.Text(new Position(frame.Left + (frame.Width / 2), Middle(frame) + 4.2), node.Name, 12, node.Kind == CellNodeKind.None ? Tone.Muted : Tone.Ink, Anchor.Middle));
    }

    private static double Middle(Frame frame) => frame.Top + (frame.Height / 2);
}

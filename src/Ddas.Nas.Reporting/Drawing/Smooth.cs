namespace Ddas.Nas.Reporting.Drawing;

/// <summary>The geometry that both writers share.</summary>
internal static class Smooth
{
    private const double Head = 6;

    /// <summary>The control points of a level curve from one point to the next.</summary>
    public static (Position First, Position Second) Controls(Position from, Position to)
    {
        double half = (to.X - from.X) / 2;
        return (new Position(from.X + half, from.Y), new Position(to.X - half, to.Y));
    }

    /// <summary>The corners of an arrow head that points right at a tip.</summary>
    public static Position[] HeadAt(Position tip) => [tip, new Position(tip.X - Head, tip.Y - (Head / 2)), new Position(tip.X - Head, tip.Y + (Head / 2))];

    /// <summary>The points without those that lie closer than a third of a unit to the one before; both ends stay.</summary>
    public static IReadOnlyList<Position> Thin(IReadOnlyList<Position> points)
    {
        const double Near = 0.33;
        if (points.Count < 3) return points;
        var kept = new List<Position> { points[0] };
        for (int i = 1; i < points.Count - 1; i++)
            if (Math.Abs(points[i].X - kept[^1].X) > Near || Math.Abs(points[i].Y - kept[^1].Y) > Near) kept.Add(points[i]);
        kept.Add(points[^1]);
        return kept;
    }

    /// <summary>The places of dots, each half unit once.</summary>
    public static IEnumerable<Position> Places(IReadOnlyList<Position> points) =>
        points.Select(static p => (Math.Round(p.X * 2), Math.Round(p.Y * 2))).Distinct().Select(static p => new Position(p.Item1 / 2, p.Item2 / 2));
}

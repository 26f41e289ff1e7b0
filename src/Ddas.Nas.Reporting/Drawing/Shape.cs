namespace Ddas.Nas.Reporting.Drawing;

/// <summary>What pictures are made of; the writers know each kind.</summary>
internal abstract record Shape
{
    /// <summary>A line through points.</summary>
    internal sealed record Line(IReadOnlyList<Position> Points, Tone Tone, double Width = 1.5, string? Dash = null, double Opacity = 1) : Shape;

    /// <summary>A filled outline.</summary>
    internal sealed record Area(IReadOnlyList<Position> Points, Tone Tone, double Opacity = 1) : Shape;

    /// <summary>Many equal dots without a word to each.</summary>
    internal sealed record Dots(IReadOnlyList<Position> Points, Tone Tone, double Diameter, double Opacity = 1) : Shape;

    /// <summary>A marker with an edge of the ground's colour.</summary>
    internal sealed record Disc(Position Center, double Radius, Tone Fill, string Hint) : Shape;

    /// <summary>A rectangle.</summary>
    internal sealed record Box(Frame Frame, Tone? Fill, Tone? Edge = null, double Radius = 0, string? Dash = null, double Opacity = 1, string? Hint = null) : Shape;

    /// <summary>A smooth line between two points that leaves and arrives level, with an arrow head if asked.</summary>
    internal sealed record Link(IReadOnlyList<Position> Points, Tone Tone, bool Head, string? Dash = null) : Shape;

    /// <summary>A line of text whose base line's start, middle or end stands at a position, turned about it by a quarter to the left if upright.</summary>
    internal sealed record Text(Position At, string Content, double Size, Tone Tone, Anchor Anchor = Anchor.Start, bool Upright = false, bool Halo = false) : Shape;
}

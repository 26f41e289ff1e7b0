using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Charts;

/// <summary>Puts labels beside markers so that none covers another label or marker; one without room is left out.</summary>
internal sealed class LabelPlacement(Frame bounds, double size)
{
    private const double Marker = 5;
    private const double Padding = 1.5;
    private readonly List<Frame> taken = [];

    /// <summary>Keeps the place of a marker free.</summary>
    public void Keep(Position marker) => taken.Add(new Frame(marker.X - Marker, marker.Y - Marker, 2 * Marker, 2 * Marker));

    /// <summary>The label of a marker, or null.</summary>
    public Shape.Text? Place(Position marker, string text, Tone tone)
    {
        double width = FigureFont.Width(text, size);
        foreach (double distance in (double[])[7, 12])
            foreach (var (dx, dy) in ((double, double)[])[(-1, -1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0), (1, -1), (-1, 1)])
            {
                double left = marker.X + (dx * distance) - (dx switch { < 0 => width, > 0 => 0, _ => width / 2 });
                double top = marker.Y + (dy * distance) - (dy switch { < 0 => size, > 0 => 0, _ => size / 2 });
                var frame = new Frame(left - Padding, top - Padding, width + (2 * Padding), size + (2 * Padding));
                if (!bounds.Holds(frame) || taken.Exists(frame.Meets)) continue;
                taken.Add(frame);
                return new Shape.Text(new Position(left, top + (size * 0.86)), text, size, tone, Halo: true);
            }

        return null;
    }
}

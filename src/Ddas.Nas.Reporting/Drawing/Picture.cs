namespace Ddas.Nas.Reporting.Drawing;

/// <summary>Shapes on a ground, drawn in order.</summary>
/// <param name="Width">In units; a unit is a pixel at the natural size.</param>
/// <param name="Height">In units.</param>
/// <param name="Description">What a reader hears who cannot see it.</param>
/// <param name="Shapes">From back to front.</param>
internal sealed record Picture(double Width, double Height, string Description, IReadOnlyList<Shape> Shapes);

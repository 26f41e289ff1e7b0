namespace Ddas.Nas.Reporting.Drawing;

/// <summary>A place in a picture, in units from its upper left corner.</summary>
internal readonly record struct Position(double X, double Y);

using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Charts;

/// <summary>A line of a legend.</summary>
/// <param name="Text">The name.</param>
/// <param name="Tone">Its colour.</param>
/// <param name="Dash">The dashes of its line; null for a full one.</param>
/// <param name="Solid">A filled square instead of a line.</param>
internal sealed record LegendItem(string Text, Tone Tone, string? Dash = null, bool Solid = false);

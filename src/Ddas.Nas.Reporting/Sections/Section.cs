using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>Figures of one subject.</summary>
internal sealed record Section(string Title, IReadOnlyList<Figure> Figures);

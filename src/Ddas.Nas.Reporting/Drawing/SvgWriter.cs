using System.Globalization;
using System.Text;
using static Ddas.Nas.Reporting.Drawing.Markup;

namespace Ddas.Nas.Reporting.Drawing;

/// <summary>
/// Writes a picture as SVG. For a page, colours are its CSS variables and text is text. A file of its own has the light
/// colours and draws its text as outlines, as no font may be installed where it is seen; what our font lacks stays text.
/// </summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder body = new();
    private readonly SortedSet<int> glyphs = [];
    private readonly bool inPage;

    private SvgWriter(bool inPage) => this.inPage = inPage;

    /// <summary>The element for a page.</summary>
    public static string ForPage(Picture picture)
    {
        var writer = new SvgWriter(inPage: true);
        foreach (var shape in picture.Shapes) writer.Write(shape);
        return $"<svg viewBox=\"0 0 {Number(picture.Width)} {Number(picture.Height)}\" role=\"img\" aria-label=\"{Escape(picture.Description)}\">{writer.body}</svg>";
    }

    /// <summary>A whole file.</summary>
    public static string ForFile(Picture picture)
    {
        var writer = new SvgWriter(inPage: false);
        writer.Write(new Shape.Box(new Frame(0, 0, picture.Width, picture.Height), Tone.Surface));
        foreach (var shape in picture.Shapes) writer.Write(shape);
        string size = $"width=\"{Number(picture.Width)}\" height=\"{Number(picture.Height)}\" viewBox=\"0 0 {Number(picture.Width)} {Number(picture.Height)}\"";
        string outlines = string.Concat(writer.glyphs.Select(static g => $"<path id=\"g{g}\" d=\"{FigureFont.Outline(g)}\"/>"));
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" {size} role=\"img\"><title>{Escape(picture.Description)}</title><defs>{outlines}</defs>{writer.body}</svg>\n";
    }

    private void Write(Shape shape)
    {
        switch (shape)
        {
            case Shape.Line line:
                body.Append(CultureInfo.InvariantCulture, $"<path d=\"{Path(Smooth.Thin(line.Points))}\" fill=\"none\" stroke=\"{Paint(line.Tone)}\" stroke-width=\"{Number(line.Width)}\" stroke-linejoin=\"round\"{Dash(line.Dash)}{Faint(line.Opacity)}/>");
                break;
            case Shape.Area area:
                body.Append(CultureInfo.InvariantCulture, $"<path d=\"{Path(Smooth.Thin(area.Points))}Z\" fill=\"{Paint(area.Tone)}\"{Faint(area.Opacity)}/>");
                break;
            case Shape.Dots dots:
                body.Append(CultureInfo.InvariantCulture, $"<path d=\"{string.Concat(Smooth.Places(dots.Points).Select(static p => $"M{Number(p.X)} {Number(p.Y)}h0"))}\" stroke=\"{Paint(dots.Tone)}\" stroke-width=\"{Number(dots.Diameter)}\" stroke-linecap=\"round\"{Faint(dots.Opacity)}/>");
                break;
            case Shape.Disc disc:
                body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Number(disc.Center.X)}\" cy=\"{Number(disc.Center.Y)}\" r=\"{Number(disc.Radius)}\" fill=\"{Paint(disc.Fill)}\" stroke=\"{Paint(Tone.Surface)}\"><title>{Escape(disc.Hint)}</title></circle>");
                break;
            case Shape.Box box:
                body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(box.Frame.Left)}\" y=\"{Number(box.Frame.Top)}\" width=\"{Number(box.Frame.Width)}\" height=\"{Number(box.Frame.Height)}\"{(box.Radius > 0 ? $" rx=\"{Number(box.Radius)}\"" : "")} fill=\"{(box.Fill is { } fill ? Paint(fill) : "none")}\"{(box.Edge is { } edge ? $" stroke=\"{Paint(edge)}\"" : "")}{Dash(box.Dash)}{Faint(box.Opacity)}");
                body.Append(box.Hint is { } hint ? $"><title>{Escape(hint)}</title></rect>" : "/>");
                break;
            case Shape.Link link:
                Write(link);
                break;
            case Shape.Text text:
                Write(text);
                break;
            default:
                throw new NotSupportedException($"No picture holds a {shape.GetType().Name}.");
        }
    }

    private void Write(Shape.Link link)
    {
        var path = new StringBuilder($"M{Number(link.Points[0].X)} {Number(link.Points[0].Y)}");
        for (int i = 1; i < link.Points.Count; i++)
        {
            var (first, second) = Smooth.Controls(link.Points[i - 1], link.Points[i]);
            path.Append(CultureInfo.InvariantCulture, $"C{Number(first.X)} {Number(first.Y)} {Number(second.X)} {Number(second.Y)} {Number(link.Points[i].X)} {Number(link.Points[i].Y)}");
        }

        body.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{Paint(link.Tone)}\" stroke-width=\"1.3\"{Dash(link.Dash)}/>");
        if (link.Head) body.Append(CultureInfo.InvariantCulture, $"<path d=\"{Path(Smooth.HeadAt(link.Points[^1]))}Z\" fill=\"{Paint(link.Tone)}\"/>");
    }

    private void Write(Shape.Text text)
    {
        if (inPage || text.Content.EnumerateRunes().Any(static rune => !FigureFont.Has(rune.Value)))
        {
            string anchor = text.Anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", _ => "" };
            string turn = text.Upright ? $" transform=\"rotate(-90 {Number(text.At.X)} {Number(text.At.Y)})\"" : "";
            string family = inPage ? "" : " font-family=\"Arial, Helvetica, sans-serif\"";
            body.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(text.At.X)}\" y=\"{Number(text.At.Y)}\" font-size=\"{Number(text.Size)}\"{family} fill=\"{Paint(text.Tone)}\"{anchor}{turn}{Halo(text, 3)}>{Escape(text.Content)}</text>");
            return;
        }

        double scale = text.Size / FigureFont.UnitsPerEm;
        double x = -FigureFont.Width(text.Content, FigureFont.UnitsPerEm) * (text.Anchor switch { Anchor.Middle => 0.5, Anchor.End => 1, _ => 0 });
        body.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({Number(text.At.X)} {Number(text.At.Y)}){(text.Upright ? "rotate(-90)" : "")}scale({scale:0.#####})\" fill=\"{Paint(text.Tone)}\"{Halo(text, 3 / scale)} aria-label=\"{Escape(text.Content)}\">");
        foreach (var rune in text.Content.EnumerateRunes())
        {
            if (!System.Text.Rune.IsWhiteSpace(rune))
            {
                glyphs.Add(rune.Value);
                body.Append(CultureInfo.InvariantCulture, $"<use href=\"#g{rune.Value}\" x=\"{Number(x)}\"/>");
            }

            x += FigureFont.Advance(rune.Value);
        }

        body.Append("</g>");
    }

    private string Halo(Shape.Text text, double width) => text.Halo ? $" stroke=\"{Paint(Tone.Surface)}\" stroke-width=\"{Number(width)}\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : "";

    private string Paint(Tone tone) => inPage ? $"var(--{tone.Variable})" : tone.Light;

    private static string Dash(string? dash) => dash is null ? "" : $" stroke-dasharray=\"{dash}\"";

    private static string Faint(double opacity) => opacity < 1 ? $" opacity=\"{Number(opacity)}\"" : "";

    private static string Path(IReadOnlyList<Position> points) =>
        string.Concat(points.Select(static (p, i) => (i == 0 ? "M" : "L") + Number(Math.Round(p.X, 1)) + " " + Number(Math.Round(p.Y, 1))));
}

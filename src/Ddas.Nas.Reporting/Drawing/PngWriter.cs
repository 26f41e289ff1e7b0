using SkiaSharp;

namespace Ddas.Nas.Reporting.Drawing;

/// <summary>Paints a picture in its light colours, at twice its natural size.</summary>
internal static class PngWriter
{
    private const float Scale = 2;

    /// <summary>The bytes of a PNG file.</summary>
    public static byte[] Write(Picture picture)
    {
        using var bitmap = new SKBitmap((int)Math.Ceiling(picture.Width * Scale), (int)Math.Ceiling(picture.Height * Scale), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColor.Parse(Tone.Surface.Light));
        canvas.Scale(Scale);
        foreach (var shape in picture.Shapes) Draw(canvas, shape);
        canvas.Flush();
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, Shape shape)
    {
        switch (shape)
        {
            case Shape.Line line:
                using (var path = PathOf(line.Points, close: false))
                using (var paint = Stroke(line.Tone, line.Width, line.Dash, line.Opacity))
                    canvas.DrawPath(path, paint);
                break;
            case Shape.Area area:
                using (var path = PathOf(area.Points, close: true))
                using (var paint = Fill(area.Tone, area.Opacity))
                    canvas.DrawPath(path, paint);
                break;
            case Shape.Dots dots:
                using (var paint = Fill(dots.Tone, dots.Opacity))
                    foreach (var place in Smooth.Places(dots.Points)) canvas.DrawCircle(At(place), (float)dots.Diameter / 2, paint);
                break;
            case Shape.Disc disc:
                using (var fill = Fill(disc.Fill, 1))
                using (var edge = Stroke(Tone.Surface, 1, null, 1))
                {
                    canvas.DrawCircle(At(disc.Center), (float)disc.Radius, fill);
                    canvas.DrawCircle(At(disc.Center), (float)disc.Radius, edge);
                }

                break;
            case Shape.Box box:
                Draw(canvas, box);
                break;
            case Shape.Link link:
                Draw(canvas, link);
                break;
            case Shape.Text text:
                Draw(canvas, text);
                break;
            default:
                throw new NotSupportedException($"No picture holds a {shape.GetType().Name}.");
        }
    }

    private static void Draw(SKCanvas canvas, Shape.Box box)
    {
        var rectangle = new SKRect((float)box.Frame.Left, (float)box.Frame.Top, (float)box.Frame.Right, (float)box.Frame.Bottom);
        if (box.Fill is { } fill)
            using (var paint = Fill(fill, box.Opacity)) canvas.DrawRoundRect(rectangle, (float)box.Radius, (float)box.Radius, paint);
        if (box.Edge is { } edge)
            using (var paint = Stroke(edge, 1, box.Dash, box.Opacity)) canvas.DrawRoundRect(rectangle, (float)box.Radius, (float)box.Radius, paint);
    }

    private static void Draw(SKCanvas canvas, Shape.Link link)
    {
        using var path = new SKPath();
        path.MoveTo(At(link.Points[0]));
        for (int i = 1; i < link.Points.Count; i++)
        {
            var (first, second) = Smooth.Controls(link.Points[i - 1], link.Points[i]);
            path.CubicTo(At(first), At(second), At(link.Points[i]));
        }

        using (var paint = Stroke(link.Tone, 1.3, link.Dash, 1)) canvas.DrawPath(path, paint);
        if (!link.Head) return;
        using var head = PathOf(Smooth.HeadAt(link.Points[^1]), close: true);
        using var fill = Fill(link.Tone, 1);
        canvas.DrawPath(head, fill);
    }

    private static void Draw(SKCanvas canvas, Shape.Text text)
    {
        double x = -FigureFont.Width(text.Content, text.Size) * (text.Anchor switch { Anchor.Middle => 0.5, Anchor.End => 1, _ => 0 });
        canvas.Save();
        canvas.Translate(At(text.At));
        if (text.Upright) canvas.RotateDegrees(-90);
        if (text.Halo)
            using (var halo = Stroke(Tone.Surface, 3, null, 1)) DrawRunes(canvas, text, x, halo);
        using (var paint = Fill(text.Tone, 1)) DrawRunes(canvas, text, x, paint);
        canvas.Restore();
    }

    private static void DrawRunes(SKCanvas canvas, Shape.Text text, double x, SKPaint paint)
    {
        foreach (var rune in text.Content.EnumerateRunes())
        {
            using var font = new SKFont(FigureFont.TypefaceFor(rune.Value), (float)text.Size) { Hinting = SKFontHinting.None, Subpixel = true, Edging = SKFontEdging.Antialias };
            canvas.DrawText(rune.ToString(), (float)x, 0, font, paint);
            x += FigureFont.Advance(rune.Value) * text.Size / FigureFont.UnitsPerEm;
        }
    }

    private static SKPoint At(Position position) => new((float)position.X, (float)position.Y);

    private static SKPath PathOf(IReadOnlyList<Position> points, bool close)
    {
        var path = new SKPath();
        path.AddPoly([.. points.Select(At)], close);
        return path;
    }

    private static SKPaint Fill(Tone tone, double opacity) => new() { Color = Colour(tone, opacity), IsAntialias = true };

    private static SKPaint Stroke(Tone tone, double width, string? dash, double opacity)
    {
        var paint = Fill(tone, opacity);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = (float)width;
        paint.StrokeJoin = SKStrokeJoin.Round;
        if (dash is not null) paint.PathEffect = SKPathEffect.CreateDash([.. dash.Split(' ').Select(static length => float.Parse(length, System.Globalization.CultureInfo.InvariantCulture))], 0);
        return paint;
    }

    private static SKColor Colour(Tone tone, double opacity) => SKColor.Parse(tone.Light).WithAlpha((byte)Math.Round(opacity * 255));
}

using SkiaSharp;

namespace Ddas.Nas.Reporting.Drawing;

/// <summary>The font that comes with the library, so that pictures need none of the system's.</summary>
internal static class FigureFont
{
    /// <summary>Name of the family.</summary>
    public const string Family = "Ddas Figures";

    /// <summary>Units of the outlines that <see cref="Outline"/> returns: the font's own, so that they are whole numbers.</summary>
    public const int UnitsPerEm = 2048;

    private static readonly Lazy<byte[]> Bytes = new(() => Resource.Bytes("DdasFigures.ttf"));
    private static readonly Lazy<SKTypeface> Own = new(() => SKTypeface.FromData(SKData.CreateCopy(Bytes.Value)));
    private static readonly Lazy<SKFont> Unit = new(() => new SKFont(Own.Value, UnitsPerEm) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true });
    private static readonly Lock Gate = new();

    /// <summary>The font file.</summary>
    public static ReadOnlySpan<byte> File => Bytes.Value;

    /// <summary>The typeface of a character: ours, else one of the system's that has it, else ours, whose box shows that something stands there.</summary>
    public static SKTypeface TypefaceFor(int codePoint) =>
        Has(codePoint) ? Own.Value : SKFontManager.Default.MatchCharacter(codePoint) ?? Own.Value;

    /// <summary>Whether our font has a character.</summary>
    public static bool Has(int codePoint) => Own.Value.ContainsGlyph(codePoint);

    /// <summary>Width of a text; characters of other fonts count as square.</summary>
    public static double Width(string text, double size) => text.EnumerateRunes().Sum(rune => Advance(rune.Value)) * size / UnitsPerEm;

    /// <summary>Width of a character, in <see cref="UnitsPerEm"/>.</summary>
    public static double Advance(int codePoint)
    {
        if (!Has(codePoint)) return UnitsPerEm;
        lock (Gate) return Unit.Value.GetGlyphWidths([Unit.Value.GetGlyph(codePoint)])[0];
    }

    /// <summary>Outline of a character as SVG path data, y downwards from the base line, in <see cref="UnitsPerEm"/>; empty for a blank.</summary>
    public static string Outline(int codePoint)
    {
        lock (Gate)
        {
            using var path = Unit.Value.GetGlyphPath(Unit.Value.GetGlyph(codePoint));
            return path?.ToSvgPathData() ?? "";
        }
    }

    /// <summary>The text, cut with an ellipsis where it is wider than allowed.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Width(text, size) <= width) return text;
        var runes = text.EnumerateRunes().ToList();
        while (runes.Count > 0 && Width(string.Concat(runes) + "…", size) > width) runes.RemoveAt(runes.Count - 1);
        return string.Concat(runes) + "…";
    }
}

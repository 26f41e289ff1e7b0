using System.Globalization;
using System.Text;

namespace Ddas.Nas.Reporting.Drawing;

/// <summary>Text for XML and HTML.</summary>
internal static class Markup
{
    /// <summary>A number of a picture, to hundredths, in the invariant culture.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Text in an element or a quoted attribute; characters that XML does not allow become the replacement character.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&#39;"); break;
                case < ' ' and not ('\t' or '\n' or '\r') or 0xFFFE or 0xFFFF: escaped.Append('�'); break;
                default: escaped.Append(rune); break;
            }
        }

        return escaped.ToString();
    }
}

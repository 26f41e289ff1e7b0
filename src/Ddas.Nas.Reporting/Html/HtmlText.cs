using System.Text;
using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Html;

/// <summary>Collects the text of a page; only <see cref="Raw"/> takes markup.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder text = new();

    public HtmlText Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <summary>An element with a text and, if given, a class.</summary>
    public HtmlText Element(string tag, string content, string? style = null) =>
        Raw(style is null ? $"<{tag}>" : $"<{tag} class=\"{style}\">").Raw(Markup.Escape(content)).Raw($"</{tag}>");

    /// <summary>A table cell with a number: as people read it, and exactly in <c>data-value</c>.</summary>
    public HtmlText Number(double? exact, string shown) =>
        Raw(exact is { } value && double.IsFinite(value) ? $"<td class=\"number\" data-value=\"{Text.Exact(value)}\">" : "<td class=\"number\">").Raw(Markup.Escape(shown)).Raw("</td>");

    /// <summary>Text in a box of its own with a button that copies it.</summary>
    public HtmlText Copyable(string content) =>
        Raw("<span class=\"copyable\"><code>").Raw(Markup.Escape(content)).Raw("</code><button type=\"button\" class=\"copy\">copy</button></span>");

    public override string ToString() => text.ToString();
}

using System.Xml.Linq;
using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Tests.Drawing;

public class SvgWriterTests
{
    private static readonly Picture All = new(100, 50, "a <b> & \"c\"",
    [
        new Shape.Line([new(0, 0), new(10, 10)], Tone.Ink, Dash: "2 2"), new Shape.Area([new(0, 0), new(5, 5), new(0, 5)], Tone.Soft, 0.5), new Shape.Dots([new(1, 1)], Tone.Ink, 2),
        new Shape.Disc(new(5, 5), 3, Tone.Ink, "<hint>"), new Shape.Box(new(1, 1, 5, 5), Tone.Soft, Tone.Ink, 2, Hint: "h"), new Shape.Link([new(0, 0), new(9, 9)], Tone.Ink, Head: true),
        new Shape.Text(new(5, 5), "A <tag> ű", 10, Tone.Ink, Anchor.Middle, Upright: true, Halo: true),
    ]);

    [Fact]
    public void A_file_is_well_formed_and_needs_no_font()
    {
        var svg = XDocument.Parse(SvgWriter.ForFile(All)).Root!;

        svg.Name.LocalName.Should().Be("svg");
        svg.Elements().First().Value.Should().Be("a <b> & \"c\"");
        svg.Descendants().Where(e => e.Name.LocalName == "text").Should().BeEmpty();
        svg.Descendants().Count(e => e.Name.LocalName == "use").Should().Be("A<tag>ű".Length);
        svg.ToString().Should().NotContain("var(--");
    }

    [Fact]
    public void Letters_that_our_font_lacks_stay_text()
    {
        var svg = XDocument.Parse(SvgWriter.ForFile(new Picture(9, 9, "d", [new Shape.Text(new(0, 5), "日本", 10, Tone.Ink)])));

        svg.Descendants().Single(e => e.Name.LocalName == "text").Value.Should().Be("日本");
    }

    [Fact]
    public void On_a_page_text_is_text_and_colours_are_the_pages()
    {
        var svg = XElement.Parse(SvgWriter.ForPage(All));

        svg.Descendants("text").Single().Value.Should().Be("A <tag> ű");
        svg.Descendants("circle").Single().Element("title")!.Value.Should().Be("<hint>");
        svg.ToString().Should().Contain("var(--ink)").And.NotContain("#");
    }
}

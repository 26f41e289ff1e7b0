using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Tests.Drawing;

public class FigureFontTests
{
    [Fact]
    public void It_has_the_letters_of_Latin_Greek_and_Cyrillic_text_and_the_signs_that_figures_use() =>
        "AZaz09 éßőž Ωμ Жя .,:;()/%–−…×≤".EnumerateRunes().Should().OnlyContain(r => FigureFont.Has(r.Value));

    [Fact]
    public void A_longer_text_is_wider_and_one_that_fits_is_not_cut()
    {
        FigureFont.Width("iii", 10).Should().BeLessThan(FigureFont.Width("www", 10)).And.BeGreaterThan(0);
        FigureFont.Fit("short", 10, 100).Should().Be("short");
        FigureFont.Width(FigureFont.Fit(new string('x', 100), 10, 100), 10).Should().BeLessThanOrEqualTo(100);
    }

    [Fact]
    public void Outlines_are_whole_numbers_in_the_fonts_units()
    {
        FigureFont.Outline('A').Should().StartWith("M").And.NotContain(".");
        FigureFont.Outline(' ').Should().BeEmpty();
    }
}

using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Tests.Drawing;

public class MarkupTests
{
    [Fact]
    public void Special_characters_are_escaped_and_all_letters_stay() => Markup.Escape("a<b> & \"q\" 'Ω 日本 🙂").Should().Be("a&lt;b&gt; &amp; &quot;q&quot; &#39;Ω 日本 🙂");

    [Fact]
    public void What_XML_does_not_allow_is_replaced() => Markup.Escape("a\0b\u001bc\ud800d").Should().Be("a�b�c�d");

    [Theory]
    [InlineData(1.005, "1")]
    [InlineData(-0.126, "-0.13")]
    [InlineData(12, "12")]
    public void Numbers_have_two_decimals(double value, string text) => Markup.Number(value).Should().Be(text);
}

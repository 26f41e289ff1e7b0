using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Tests.Charts;

public class LegendTests
{
    [Fact]
    public void Names_go_on_in_a_new_row_where_the_width_ends_and_long_ones_are_cut()
    {
        LegendItem[] items = [.. Enumerable.Range(0, 5).Select(i => new LegendItem($"method {i}", Tone.Ink)), new LegendItem(new string('w', 200), Tone.Ink)];

        Shape.Text[] texts = [.. Legend.Draw(items, new Position(10, 0), 200).OfType<Shape.Text>()];

        texts.Select(t => t.At.Y).Distinct().Should().HaveCountGreaterThan(2);
        texts.Should().OnlyContain(t => t.At.X + FigureFont.Width(t.Content, t.Size) <= 211);
        texts[^1].Content.Should().EndWith("…");
        Legend.Height(items, 200).Should().BeGreaterThan(texts.Max(t => t.At.Y));
    }
}

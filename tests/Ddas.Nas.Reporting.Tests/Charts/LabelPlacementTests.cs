using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Tests.Charts;

public class LabelPlacementTests
{
    [Fact]
    public void No_label_covers_another_or_a_marker_or_leaves_the_bounds()
    {
        var bounds = new Frame(0, 0, 300, 200);
        Position[] markers = [.. Enumerable.Range(0, 60).Select(i => new Position(10 + (i * 37 % 280), 10 + (i * 53 % 180)))];
        var placement = new LabelPlacement(bounds, 10);
        foreach (var marker in markers) placement.Keep(marker);

        Frame[] labels = [.. markers.Select((m, i) => placement.Place(m, $"step {i}", Tone.Ink)).OfType<Shape.Text>().Select(t => new Frame(t.At.X, t.At.Y - 8.6, FigureFont.Width(t.Content, 10), 10))];

        labels.Should().HaveCountGreaterThan(10);
        labels.Should().OnlyContain(l => bounds.Holds(l));
        for (int i = 0; i < labels.Length; i++)
        {
            labels.Skip(i + 1).Should().NotContain(other => other.Meets(labels[i]));
            markers.Should().NotContain(m => labels[i].Meets(new Frame(m.X - 3, m.Y - 3, 6, 6)));
        }
    }
}

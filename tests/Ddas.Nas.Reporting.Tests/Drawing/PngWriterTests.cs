using Ddas.Nas.Reporting.Drawing;
using SkiaSharp;

namespace Ddas.Nas.Reporting.Tests.Drawing;

public class PngWriterTests
{
    [Fact]
    public void A_picture_is_painted_at_twice_its_size()
    {
        using var bitmap = Paint(new Shape.Box(new Frame(0, 0, 10, 10), Tone.Series[0]));

        (bitmap.Width, bitmap.Height).Should().Be((80, 40));
        bitmap.GetPixel(5, 5).Should().Be(SKColor.Parse(Tone.Series[0].Light));
        bitmap.GetPixel(70, 30).Should().Be(SKColors.White);
    }

    [Theory]
    [InlineData("Text")]
    [InlineData("日本")]
    public void Text_leaves_ink(string text)
    {
        using var bitmap = Paint(new Shape.Text(new Position(4, 14), text, 12, Tone.Ink));

        bitmap.Pixels.Count(p => p != SKColors.White).Should().BeGreaterThan(30);
    }

    private static SKBitmap Paint(Shape shape) => SKBitmap.Decode(PngWriter.Write(new Picture(40, 20, "", [shape])));
}

using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public class ImageResizeTests
{
    [Theory]
    [InlineData(28, 28, 1, 32)]
    [InlineData(28, 28, 3, 16)]
    [InlineData(32, 32, 3, 16)]
    [InlineData(32, 32, 3, 8)]
    [InlineData(28, 28, 1, 8)]
    [InlineData(5, 3, 2, 8)]
    [InlineData(30, 27, 3, 32)]
    [InlineData(36, 34, 1, 12)]
    public void Every_pixel_is_the_rounded_mean_of_its_block_of_the_padded_image(int height, int width, int channels, int side)
    {
        ImageDataSet set = TestImages.Random(3, new ImageShape(channels, height, width));

        ImageDataSet resized = ImageResize.To(set, side);

        resized.Shape.Should().Be(new ImageShape(channels, side, side));
        resized.Labels.ToArray().Should().Equal(set.Labels.ToArray());
        resized.Pixels.ToArray().Should().Equal(Naive(set, side));
    }

    [Fact]
    public void Fashion_MNIST_at_32_has_two_rows_and_columns_of_zeros_on_each_side()
    {
        ImageDataSet set = TestImages.WithPixels(new ImageShape(1, 28, 28), [.. Enumerable.Repeat((byte)9, 28 * 28)], [0]);

        byte[] pixels = ImageResize.To(set, 32).Pixels.ToArray();

        for (int y = 0; y < 32; y++)
        {
            for (int x = 0; x < 32; x++) pixels[(y * 32) + x].Should().Be(y is >= 2 and < 30 && x is >= 2 and < 30 ? (byte)9 : (byte)0);
        }
    }

    [Fact]
    public void Halves_are_rounded_up()
    {
        ImageDataSet set = TestImages.WithPixels(new ImageShape(1, 8, 8), [.. Enumerable.Range(0, 64).Select(i => i switch { 0 => (byte)1, 2 => (byte)2, 4 => (byte)3, _ => (byte)0 })], [0]);

        ImageResize.To(set, 4).Pixels[..3].ToArray().Should().Equal(0, 1, 1);
    }

    [Fact]
    public void The_size_at_hand_is_left_alone()
    {
        ImageDataSet set = TestImages.Random(1, new ImageShape(3, 32, 32));

        ImageResize.To(set, 32).Should().BeSameAs(set);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(30)]
    public void Sides_must_be_multiples_of_4(int side) =>
        FluentActions.Invoking(() => ImageResize.To(TestImages.Random(1, new ImageShape(1, 28, 28)), side)).Should().Throw<ArgumentException>()
            .WithMessage($"Images of {side} x {side} do not fit: sides must be multiples of 4, *");

    [Fact]
    public void A_side_that_would_leave_a_wide_border_is_refused_with_those_that_work() =>
        FluentActions.Invoking(() => ImageResize.To(TestImages.Random(1, new ImageShape(1, 28, 28)), 24)).Should().Throw<ArgumentException>()
            .WithMessage("Images of test are 28 x 28 and cannot be brought to 24 x 24 without a wide border; sides that work are 4, 8, 16 and every multiple of 4 from 28 on.*");

    [Fact]
    public void Sides_as_they_are_can_be_checked()
    {
        FluentActions.Invoking(() => ImageResize.RequireSides(TestImages.Random(1, new ImageShape(1, 28, 32)))).Should().NotThrow();
        FluentActions.Invoking(() => ImageResize.RequireSides(TestImages.Random(1, new ImageShape(1, 28, 30)))).Should().Throw<ArgumentException>()
            .WithMessage("Images of 28 x 30 do not fit*");
    }

    private static byte[] Naive(ImageDataSet set, int side)
    {
        (int channels, int height, int width) = set.Shape;
        int k = 1;
        while (k * side < Math.Max(height, width)) k++;
        int top = ((k * side) - height) / 2, left = ((k * side) - width) / 2;
        var result = new List<byte>();
        for (int i = 0; i < set.Count; i++)
        {
            for (int y = 0; y < side; y++)
            {
                for (int x = 0; x < side; x++)
                {
                    for (int c = 0; c < channels; c++)
                    {
                        double sum = 0;
                        for (int p = 0; p < k * k; p++)
                        {
                            int row = (y * k) + (p / k) - top, column = (x * k) + (p % k) - left;
                            if (row >= 0 && row < height && column >= 0 && column < width) sum += set.Image(i)[(((row * width) + column) * channels) + c];
                        }

                        result.Add((byte)Math.Floor((sum / (k * k)) + .5));
                    }
                }
            }
        }

        return [.. result];
    }

    [Theory]
    [InlineData(1028)]
    [InlineData(999_999_996)]
    public void A_side_that_no_network_takes_is_refused_before_anything_is_allocated(int side) =>
        FluentActions.Invoking(() => ImageResize.To(TestImages.Random(1, new ImageShape(1, 28, 28)), side)).Should().Throw<ArgumentException>()
            .WithMessage($"The side of an image is {side}, but must be at most 1024.*");
}

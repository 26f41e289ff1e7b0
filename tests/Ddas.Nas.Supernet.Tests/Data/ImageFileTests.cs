using Ddas.Nas.Supernet.Data;
using SkiaSharp;

namespace Ddas.Nas.Supernet.Tests.Data;

public sealed class ImageFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_PNG_of_the_right_size_is_read_exactly()
    {
        byte[] pixels = Read(ImageFiles.Encode(6, 6, ImageFiles.Pattern), 6);

        for (int i = 0; i < 36; i++)
        {
            SKColor expected = ImageFiles.Pattern(i % 6, i / 6);
            pixels[(i * 3)..((i * 3) + 3)].Should().Equal(expected.Red, expected.Green, expected.Blue);
        }
    }

    [Theory]
    [InlineData(12, 12, 6)]
    [InlineData(13, 9, 4)]
    [InlineData(7, 20, 5)]
    [InlineData(3, 3, 8)]
    public void Each_pixel_is_the_rounded_mean_over_its_area_of_the_square_in_the_middle(int width, int height, int side)
    {
        byte[] pixels = Read(ImageFiles.Encode(width, height, ImageFiles.Pattern), side);

        pixels.Should().Equal(NaiveArea(width, height, side));
    }

    [Fact]
    public void A_JPEG_is_read()
    {
        byte[] pixels = Read(ImageFiles.Encode(20, 16, (_, _) => new SKColor(200, 100, 50), SKEncodedImageFormat.Jpeg), 4);

        foreach (byte[] pixel in pixels.Chunk(3))
        {
            ((int)pixel[0]).Should().BeInRange(197, 203);
            ((int)pixel[1]).Should().BeInRange(97, 103);
            ((int)pixel[2]).Should().BeInRange(47, 53);
        }
    }

    [Fact]
    public void Grey_is_the_weighted_mean_of_the_colours()
    {
        SKColor[] colors = [SKColors.Red, SKColors.Lime, SKColors.Blue, new SKColor(77, 77, 77)];

        Read(ImageFiles.Encode(2, 2, (x, y) => colors[(y * 2) + x]), 2, channels: 1).Should().Equal(77, 149, 29, 77);
    }

    [Fact]
    public void Transparency_becomes_black() =>
        Read(ImageFiles.Encode(1, 1, (_, _) => new SKColor(255, 200, 100, 0)), 1).Should().Equal(0, 0, 0);

    [Fact]
    public void Something_else_is_refused_with_its_path()
    {
        FluentActions.Invoking(() => Read([1, 2, 3], 4)).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine("image")} is no PNG or JPEG image, or damaged: remove it or get it again.");
        FluentActions.Invoking(() => Read([], 4)).Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void A_truncated_file_is_refused_with_its_path(SKEncodedImageFormat format)
    {
        byte[] content = ImageFiles.Encode(32, 32, ImageFiles.Pattern, format);

        FluentActions.Invoking(() => Read(content[..^(content.Length / 3)], 32)).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine("image")} is damaged (IncompleteInput): *");
    }

    [Fact]
    public void A_size_beyond_the_limit_is_refused_before_it_is_allocated() =>
        FluentActions.Invoking(() => Read(ImageFiles.Claiming(ImageFiles.Encode(4, 4, ImageFiles.Pattern), 60_000, 50_000), 4)).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine("image")} has 60000 x 50000 pixels, more than the 50000000 that are read.");

    [Theory]
    [InlineData(0, 3)]
    [InlineData(4, 2)]
    public void Sizes_are_validated(int side, int channels) =>
        FluentActions.Invoking(() => Read(ImageFiles.Encode(4, 4, ImageFiles.Pattern), side, channels)).Should().Throw<ArgumentOutOfRangeException>();

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void Mutated_files_are_refused_cleanly(SKEncodedImageFormat format)
    {
        byte[] valid = ImageFiles.Encode(9, 7, ImageFiles.Pattern, format);
        byte[] target = new byte[4 * 4 * 3];

        int refused = Mutations.Feed(valid, bytes => ImageFile.Read(bytes, "/data/image", 4, 3, target), "/data/image");

        refused.Should().BeGreaterThan(Mutations.Count / 10);
    }

    public void Dispose() => folder.Dispose();

    private byte[] Read(byte[] content, int side, int channels = 3)
    {
        File.WriteAllBytes(folder.Combine("image"), content);
        return ImageFile.Read(folder.Combine("image"), side, channels);
    }

    /// <summary>Each source pixel enlarged side times, each target pixel the mean of square x square of those.</summary>
    private static byte[] NaiveArea(int width, int height, int side)
    {
        int square = Math.Min(width, height), left = (width - square) / 2, top = (height - square) / 2;
        var result = new List<byte>();
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                long red = 0, green = 0, blue = 0;
                for (int fine = 0; fine < square * square; fine++)
                {
                    SKColor color = ImageFiles.Pattern(left + (((x * square) + (fine % square)) / side), top + (((y * square) + (fine / square)) / side));
                    (red, green, blue) = (red + color.Red, green + color.Green, blue + color.Blue);
                }

                double area = square * square;
                result.AddRange([(byte)Math.Floor((red / area) + .5), (byte)Math.Floor((green / area) + .5), (byte)Math.Floor((blue / area) + .5)]);
            }
        }

        return [.. result];
    }

    [Fact]
    public void A_pipe_is_refused()
    {
        using var folder = new TemporaryFolder();
        string pipe = Pipes.Make(folder.Combine("pipe.png"));

        Pipes.Read(() => ImageFile.Read(pipe, 8)).Should().BeOfType<InvalidDataException>().Which.Message.Should().StartWith($"{pipe} is a pipe");
    }
}

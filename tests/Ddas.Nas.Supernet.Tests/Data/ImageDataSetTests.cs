using System.Buffers.Binary;
using System.Security.Cryptography;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public class ImageDataSetTests
{
    private static readonly ImageShape Shape = new(3, 2, 1);
    private static readonly string[] Classes = ["cat", "dog"];
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, 18).Select(i => (byte)(i * 7))];

    [Fact]
    public void It_holds_what_it_was_given()
    {
        ImageDataSet set = Create([1, 0, 1]);

        set.Count.Should().Be(3);
        set.Classes.Should().Equal("cat", "dog");
        set.Labels.ToArray().Should().Equal(1, 0, 1);
        set.Image(1).ToArray().Should().Equal(42, 49, 56, 63, 70, 77);
    }

    [Fact]
    public void Arrays_are_copied()
    {
        byte[] pixels = [.. Pixels];
        int[] labels = [1, 0, 1];
        var set = new ImageDataSet("pets", Shape, Classes, pixels, labels);

        pixels[0] = 200;
        labels[0] = 0;

        set.Pixels[0].Should().Be(0);
        set.Labels[0].Should().Be(1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_label_out_of_range_is_named_with_its_image(int label) =>
        FluentActions.Invoking(() => Create([1, 0, label])).Should().Throw<ArgumentException>()
            .WithMessage($"pets: label {label} of image 2 is out of range; it must be 0 to 1.*");

    [Fact]
    public void Pixels_must_match_the_labels() =>
        FluentActions.Invoking(() => Create([1, 0])).Should().Throw<ArgumentException>()
            .WithMessage("pets: 2 images of 3 x 2 x 1 are 12 bytes, found 18.*");

    [Theory]
    [InlineData(0, 2, 1)]
    [InlineData(3, -2, 1)]
    [InlineData(3, 2, 0)]
    public void An_empty_shape_is_refused(int channels, int height, int width) =>
        FluentActions.Invoking(() => new ImageDataSet("pets", new ImageShape(channels, height, width), Classes, [], [])).Should().Throw<ArgumentException>()
            .WithMessage($"pets: an image of {channels} x {height} x {width} *");

    [Fact]
    public void Classes_are_needed() =>
        FluentActions.Invoking(() => new ImageDataSet("pets", Shape, [], [], [])).Should().Throw<ArgumentException>().WithMessage("*class*");

    [Fact]
    public void A_subset_follows_the_indices()
    {
        ImageDataSet subset = Create([1, 0, 1]).Subset([2, 1, 2]);

        subset.Labels.ToArray().Should().Equal(1, 0, 1);
        subset.Pixels.ToArray().Should().Equal([.. Pixels[12..], .. Pixels[6..12], .. Pixels[12..]]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_subset_of_images_that_do_not_exist_is_refused(int index) =>
        FluentActions.Invoking(() => Create([1, 0, 1]).Subset([0, index])).Should().Throw<ArgumentOutOfRangeException>().WithMessage("pets has 3 images.*");

    [Fact]
    public void Concat_appends()
    {
        ImageDataSet set = Create([1, 0, 1]);

        ImageDataSet twice = set.Concat(set.Subset([1]));

        twice.Labels.ToArray().Should().Equal(1, 0, 1, 0);
        twice.Pixels.ToArray().Should().Equal([.. Pixels, .. Pixels[6..12]]);
    }

    [Fact]
    public void Concat_refuses_other_shapes_and_classes()
    {
        ImageDataSet set = Create([1, 0, 1]);

        FluentActions.Invoking(() => set.Concat(new ImageDataSet("birds", new ImageShape(3, 1, 1), Classes, [], []))).Should().Throw<ArgumentException>()
            .WithMessage("Images of pets are 3 x 2 x 1, those of birds are 3 x 1 x 1.*");
        FluentActions.Invoking(() => set.Concat(new ImageDataSet("birds", Shape, ["owl", "tit"], [], []))).Should().Throw<ArgumentException>()
            .WithMessage("pets and birds have other classes.*");
    }

    [Fact]
    public void The_checksum_is_SHA256_over_sizes_labels_and_pixels()
    {
        byte[] header = [.. new[] { 3, 3, 2, 1, 2, 1, 0, 1 }.SelectMany(LittleEndian)];

        Create([1, 0, 1]).Checksum.Should().Be(Convert.ToHexStringLower(SHA256.HashData([.. header, .. Pixels])));
    }

    [Fact]
    public void The_checksum_tells_content_apart_and_ignores_names()
    {
        string checksum = Create([1, 0, 1]).Checksum;
        byte[] otherPixels = [.. Pixels];
        otherPixels[17]++;

        Create([1, 1, 1]).Checksum.Should().NotBe(checksum);
        new ImageDataSet("pets", Shape, Classes, otherPixels, [1, 0, 1]).Checksum.Should().NotBe(checksum);
        new ImageDataSet("pets", new ImageShape(3, 1, 2), Classes, Pixels, [1, 0, 1]).Checksum.Should().NotBe(checksum);
        new ImageDataSet("other", Shape, ["a", "b"], Pixels, [1, 0, 1]).Checksum.Should().Be(checksum);
    }

    private static ImageDataSet Create(int[] labels) => new("pets", Shape, Classes, Pixels, labels);

    private static byte[] LittleEndian(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    [Fact]
    public void One_class_is_none_to_choose_from() =>
        FluentActions.Invoking(() => new ImageDataSet("pets", Shape, ["cat"], [], [])).Should().Throw<ArgumentException>().WithMessage("pets: at least two classes are needed, and each must have a name.*");
}

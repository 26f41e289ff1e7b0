using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using TorchSharp;

namespace Ddas.Nas.Supernet.Tests.Data;

public class BatchTransformTests
{
    private static readonly Normalization Rgb = Normalization.Cifar10;

    [Fact]
    public void A_clean_batch_holds_the_normalized_images()
    {
        ImageDataSet set = TestImages.Random(5, new ImageShape(3, 6, 4));
        using var images = new DeviceImages(set);
        using var transform = new BatchTransform(images, Rgb);

        using ImageBatch batch = transform.Clean([4, 0, 4]);

        NaiveBatch.Values(batch.Images).Should().Equal(NaiveBatch.Of(set, Rgb, [(4, 0, 0, false, 0, 0), (0, 0, 0, false, 0, 0), (4, 0, 0, false, 0, 0)], 0));
        batch.Labels.data<long>().ToArray().Should().Equal(4, 0, 4);
        batch.Count.Should().Be(3);
    }

    [Fact]
    public void Values_are_those_of_torchvision()
    {
        ImageDataSet set = TestImages.WithPixels(new ImageShape(1, 4, 64), [.. Enumerable.Range(0, 256).Select(i => (byte)i)], [0]);
        using var images = new DeviceImages(set);
        using var transform = new BatchTransform(images, new Normalization([.2860], [.3530]));

        using ImageBatch batch = transform.Clean([0]);

        float[] values = NaiveBatch.Values(batch.Images);
        for (int v = 0; v < 256; v++) values[v].Should().BeApproximately((float)(((v / 255.0) - .2860) / .3530), 3e-7f);
    }

    [Theory]
    [InlineData(1, 28, 28)]
    [InlineData(3, 32, 32)]
    [InlineData(3, 8, 4)]
    public void Batches_are_channels_last(int channels, int height, int width)
    {
        using var images = new DeviceImages(TestImages.Random(5, new ImageShape(channels, height, width)));
        using var transform = new BatchTransform(images, new Normalization(Enumerable.Repeat(.5, channels), Enumerable.Repeat(.25, channels)), new AugmentationOptions { Cutout = 4 });
        var random = new RandomStream(1, RandomPurpose.Augmentation, 0);

        using ImageBatch clean = transform.Clean([0, 1, 2, 3, 4]);
        using ImageBatch augmented = transform.Augmented([0, 1, 2, 3, 4], ref random);

        foreach (var tensor in new[] { clean.Images, augmented.Images })
        {
            tensor.shape.Should().Equal(5, channels, height, width);
            tensor.stride().Should().Equal(height * width * channels, 1, width * channels, channels);
            tensor.dtype.Should().Be(torch.ScalarType.Float32);
            tensor.requires_grad.Should().BeFalse();
        }
    }

    [Theory]
    [InlineData(4, true, 0)]
    [InlineData(4, false, 0)]
    [InlineData(0, true, 0)]
    [InlineData(2, true, 3)]
    [InlineData(4, true, 4)]
    [InlineData(0, false, 5)]
    public void Every_crop_flip_and_cutout_is_exact(int padding, bool flip, int cutout)
    {
        ImageDataSet set = TestImages.Random(7, new ImageShape(3, 6, 5));
        var options = new AugmentationOptions { Padding = padding, Flip = flip, Cutout = cutout };
        using var images = new DeviceImages(set);
        using var transform = new BatchTransform(images, Rgb, options);
        var seen = new HashSet<(int, int, bool)>();

        for (int step = 0; step < 40; step++)
        {
            int[] indices = [.. Enumerable.Range(0, 64).Select(i => (i + step) % 7)];
            var random = new RandomStream(2, RandomPurpose.Augmentation, step);
            var plan = NaiveBatch.Draw(indices, set.Shape, options, random);
            using ImageBatch batch = transform.Augmented(indices, ref random);

            float[] actual = NaiveBatch.Values(batch.Images), expected = NaiveBatch.Of(set, Rgb, plan, cutout);
            actual.AsSpan().SequenceEqual(expected).Should().BeTrue($"batch {step} must equal the naive loop bit for bit");
            batch.Labels.data<long>().ToArray().Should().Equal(indices.Select(i => (long)i));
            seen.UnionWith(plan.Select(p => (p.Y, p.X, p.Flip)));
        }

        seen.Should().HaveCount(((2 * padding) + 1) * ((2 * padding) + 1) * (flip ? 2 : 1), "every offset and both sides must have been compared");
    }

    [Fact]
    public void The_border_of_a_crop_is_black_before_normalization()
    {
        ImageDataSet set = TestImages.WithPixels(new ImageShape(1, 4, 4), [.. Enumerable.Repeat((byte)255, 16)], [0]);
        using var images = new DeviceImages(set);
        using var transform = new BatchTransform(images, new Normalization([.5], [.25]), new AugmentationOptions { Flip = false });
        var random = new RandomStream(2, RandomPurpose.Augmentation, 0);

        using ImageBatch batch = transform.Augmented(new int[64], ref random);

        NaiveBatch.Values(batch.Images).Distinct().Should().BeEquivalentTo([2f, -2f]);
    }

    [Fact]
    public void Offsets_and_flips_are_uniform()
    {
        ImageDataSet set = TestImages.WithPixels(new ImageShape(1, 4, 4), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], [0]);
        using var images = new DeviceImages(set);
        using var transform = new BatchTransform(images, new Normalization([0], [1 / 255.0]), new AugmentationOptions { Padding = 1 });
        var random = new RandomStream(2, RandomPurpose.Augmentation, 0);

        using ImageBatch batch = transform.Augmented(new int[18_000], ref random);

        var counts = NaiveBatch.Values(batch.Images).Chunk(16).GroupBy(image => (MathF.Round(image[5]), image[6] > image[5])).Select(g => g.Count()).ToArray();
        counts.Should().HaveCount(18, "9 offsets, mirrored or not");
        counts.Sum(n => (n - 1000.0) * (n - 1000.0) / 1000).Should().BeLessThan(40.8, "chi-square with 17 degrees of freedom, p = 0.001");
    }

    [Fact]
    public void Equal_streams_give_equal_batches_whatever_torchs_generator_does()
    {
        using var images = new DeviceImages(TestImages.Random(9, new ImageShape(3, 8, 8)));
        using var transform = new BatchTransform(images, Rgb, new AugmentationOptions { Cutout = 4 });
        float[] Draw(long step)
        {
            var random = new RandomStream(2, RandomPurpose.Augmentation, step);
            using ImageBatch batch = transform.Augmented([0, 1, 2, 3, 4, 5, 6, 7, 8], ref random);
            return NaiveBatch.Values(batch.Images);
        }

        torch.random.manual_seed(1);
        float[] first = Draw(0);
        torch.random.manual_seed(2);
        Draw(0).Should().Equal(first);
        Draw(1).Should().NotEqual(first);
    }

    [Fact]
    public void Images_that_do_not_exist_are_refused()
    {
        using var images = new DeviceImages(TestImages.Random(3, new ImageShape(1, 4, 4)));
        using var transform = new BatchTransform(images, new Normalization([0], [1]));

        FluentActions.Invoking(() => transform.Clean([0, 3])).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The data set has 3 images.*");
        FluentActions.Invoking(() => transform.Clean([-1])).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => transform.Clean([])).Should().Throw<ArgumentException>().WithMessage("A batch needs at least one image.*");
    }

    [Fact]
    public void Options_are_validated_all_at_once()
    {
        using var images = new DeviceImages(TestImages.Random(3, new ImageShape(1, 4, 4)), frame: 2);

        FluentActions.Invoking(() => new BatchTransform(images, new Normalization([0], [1]), new AugmentationOptions { Padding = 3, Cutout = -1 }))
            .Should().Throw<OptionsException>().WithMessage("*Padding is 3, but must be from 0 to 2. Cutout is -1, but must be from 0 to 4.*");
        FluentActions.Invoking(() => new BatchTransform(images, Rgb, new AugmentationOptions { Padding = 2 }))
            .Should().Throw<ArgumentException>().WithMessage("The normalization has 3 channels, the images have 1.*");
    }

    [Fact]
    public void Many_batches_leave_no_tensor_behind()
    {
        using var images = new DeviceImages(TestImages.Random(20, new ImageShape(3, 8, 8)));
        using var transform = new BatchTransform(images, Rgb, new AugmentationOptions { Cutout = 4 });
        int[] indices = [.. Enumerable.Range(0, 16)];
        long before = Live();

        for (int step = 0; step < 200; step++)
        {
            var random = new RandomStream(2, RandomPurpose.Augmentation, step);
            using (transform.Augmented(indices, ref random))
            using (transform.Clean(indices)) Live().Should().Be(before + 4);
            Live().Should().Be(before);
        }
    }

    [Fact]
    public void A_batch_falls_into_the_scope_that_is_open()
    {
        using var images = new DeviceImages(TestImages.Random(3, new ImageShape(3, 8, 8)));
        using var transform = new BatchTransform(images, Rgb);
        long before = Live();
        ImageBatch batch;

        using (torch.NewDisposeScope())
        {
            batch = transform.Clean([0, 1]);
            Live().Should().Be(before + 2);
        }

        Live().Should().Be(before);
        batch.Images.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void Owners_survive_the_scope_in_which_they_were_made_and_free_all_they_own()
    {
        long before = Live();
        DeviceImages images;
        BatchTransform transform;
        using (torch.NewDisposeScope())
        {
            images = new DeviceImages(TestImages.Random(3, new ImageShape(3, 8, 8)));
            transform = new BatchTransform(images, Rgb);
        }

        using (ImageBatch batch = transform.Clean([0])) batch.Count.Should().Be(1);
        transform.Dispose();
        images.Dispose();
        Live().Should().Be(before);
    }

    private static long Live() => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void A_cutout_larger_than_the_image_is_refused()
    {
        using var images = new DeviceImages(TestImages.Random(1, new ImageShape(1, 8, 12)));

        using (new BatchTransform(images, new Normalization([0.5], [0.5]), new AugmentationOptions { Cutout = 8 })) { }
        FluentActions.Invoking(() => new BatchTransform(images, new Normalization([0.5], [0.5]), new AugmentationOptions { Cutout = 9 }))
            .Should().Throw<OptionsException>().WithMessage("*Cutout is 9, but must be from 0 to 8.*");
    }
}

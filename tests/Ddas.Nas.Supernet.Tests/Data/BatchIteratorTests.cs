using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public sealed class BatchIteratorTests : IDisposable
{
    private static readonly Normalization Plain = new([0], [1 / 255.0]);
    private static readonly int[] Indices = [.. Enumerable.Range(10, 23)];

    private readonly DeviceImages images = new(TestImages.WithPixels(new ImageShape(1, 4, 4), [.. Enumerable.Range(0, 40 * 16).Select(i => (byte)(i / 16))], [.. Enumerable.Range(0, 40)], classes: 40));
    private readonly BatchTransform transform;

    public BatchIteratorTests() => transform = new BatchTransform(images, Plain, new AugmentationOptions { Padding = 1 });

    [Fact]
    public void Each_epoch_holds_each_image_once_and_keeps_the_last_partial_batch()
    {
        var iterator = Create(batchSize: 5);

        iterator.BatchesPerEpoch.Should().Be(5);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            var batches = Enumerable.Range(0, 5).Select(_ => Labels(iterator)).ToList();
            batches.Select(b => b.Length).Should().Equal(5, 5, 5, 5, 3);
            batches.SelectMany(b => b).Order().Should().Equal(Indices);
        }
    }

    [Fact]
    public void The_last_partial_batch_can_be_dropped()
    {
        var iterator = Create(batchSize: 5, dropLast: true);

        iterator.BatchesPerEpoch.Should().Be(4);
        Enumerable.Range(0, 8).Select(_ => Labels(iterator).Length).Should().AllBeEquivalentTo(5);
    }

    [Fact]
    public void The_order_is_a_shuffle_of_seed_and_epoch()
    {
        var iterator = Create(batchSize: 23);

        for (int epoch = 0; epoch < 3; epoch++)
        {
            int[] expected = [.. Indices];
            new RandomStream(2, RandomPurpose.Shuffle, epoch).Shuffle<int>(expected);
            Labels(iterator).Should().Equal(expected);
        }
    }

    [Fact]
    public void The_position_moves_on_across_epochs()
    {
        var iterator = Create(batchSize: 10);
        var positions = new List<BatchPosition>();

        for (int i = 0; i < 5; i++)
        {
            positions.Add(iterator.Position);
            Labels(iterator);
        }

        positions.Should().Equal(new(0, 0), new(0, 1), new(0, 2), new(1, 0), new(1, 1));
    }

    [Fact]
    public void A_position_restores_the_batches_that_follow_bit_for_bit()
    {
        var first = Create(batchSize: 10);
        for (int i = 0; i < 4; i++) Labels(first);
        var second = Create(batchSize: 10);

        second.Position = first.Position;

        for (int i = 0; i < 5; i++)
        {
            using ImageBatch a = first.Next(), b = second.Next();
            NaiveBatch.Values(b.Images).Should().Equal(NaiveBatch.Values(a.Images));
            b.Labels.data<long>().ToArray().Should().Equal(a.Labels.data<long>().ToArray());
        }
    }

    [Fact]
    public void A_position_can_go_back()
    {
        var iterator = Create(batchSize: 10);
        int[] first = Labels(iterator);
        for (int i = 0; i < 5; i++) Labels(iterator);

        iterator.Position = default;

        Labels(iterator).Should().Equal(first);
    }

    [Fact]
    public void Augmentation_comes_from_the_number_of_the_batch_over_all_epochs()
    {
        var iterator = Create(batchSize: 10);
        iterator.Position = new BatchPosition(2, 1);
        int[] order = [.. Indices];
        new RandomStream(2, RandomPurpose.Shuffle, 2).Shuffle<int>(order);
        var random = new RandomStream(2, RandomPurpose.Augmentation, 7);

        using ImageBatch expected = transform.Augmented(order.AsSpan(10, 10), ref random), actual = iterator.Next();

        NaiveBatch.Values(actual.Images).Should().Equal(NaiveBatch.Values(expected.Images));
    }

    [Fact]
    public void Another_seed_gives_another_order() => Labels(Create(batchSize: 23)).Should().NotEqual(Labels(Create(batchSize: 23, seed: 3)));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 3)]
    public void A_position_must_exist(long epoch, int batch) =>
        FluentActions.Invoking(() => Create(batchSize: 10).Position = new BatchPosition(epoch, batch)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("An epoch has 3 batches, and epochs count from 0.*");

    [Fact]
    public void Options_are_validated()
    {
        FluentActions.Invoking(() => Create(batchSize: 0)).Should().Throw<OptionsException>().WithMessage("*BatchSize is 0, but must be at least 1.*");
        FluentActions.Invoking(() => Create(batchSize: 24, dropLast: true)).Should().Throw<OptionsException>().WithMessage("*BatchSize is 24 and DropLast is set, but there are only 23 images.*");
        FluentActions.Invoking(() => new BatchIterator(transform, [])).Should().Throw<ArgumentException>().WithMessage("At least one image is needed.*");
    }

    public void Dispose()
    {
        transform.Dispose();
        images.Dispose();
    }

    private BatchIterator Create(int batchSize, bool dropLast = false, long seed = 2) =>
        new(transform, Indices, new BatchIteratorOptions { BatchSize = batchSize, Seed = seed, DropLast = dropLast });

    private static int[] Labels(BatchIterator iterator)
    {
        using ImageBatch batch = iterator.Next();
        return [.. batch.Labels.data<long>().ToArray().Select(l => (int)l)];
    }
}

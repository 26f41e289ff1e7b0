using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public sealed class EvaluationBatchesTests : IDisposable
{
    private static readonly int[] Indices = [3, 1, 4, 1, 5, 9, 2];

    private readonly ImageDataSet set = TestImages.Random(10, new ImageShape(3, 4, 8));
    private readonly DeviceImages images;
    private readonly BatchTransform transform;

    public EvaluationBatchesTests()
    {
        images = new DeviceImages(set);
        transform = new BatchTransform(images, Normalization.Cifar10);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 3)]
    [InlineData(7, 1)]
    [InlineData(64, 1)]
    public void Batches_hold_the_clean_images_in_their_order(int batchSize, int expectedCount)
    {
        var batches = new EvaluationBatches(transform, Indices, batchSize);

        batches.Count.Should().Be(expectedCount);
        batches.Images.Should().Be(7);
        var values = new List<float>();
        var labels = new List<long>();
        for (int i = 0; i < batches.Count; i++)
        {
            using ImageBatch batch = batches.Batch(i);
            values.AddRange(NaiveBatch.Values(batch.Images));
            labels.AddRange(batch.Labels.data<long>().ToArray());
        }

        labels.Should().Equal(Indices.Select(i => (long)i));
        values.Should().Equal(NaiveBatch.Of(set, Normalization.Cifar10, [.. Indices.Select(i => (i, 0, 0, false, 0, 0))], 0));
    }

    [Fact]
    public void Batches_can_be_augmented()
    {
        var batches = new EvaluationBatches(transform, Indices, 4);
        var random = new RandomStream(2, RandomPurpose.Augmentation, 5);
        var plan = NaiveBatch.Draw(Indices.AsSpan(4), set.Shape, new AugmentationOptions(), random);

        using ImageBatch batch = batches.AugmentedBatch(1, ref random);

        NaiveBatch.Values(batch.Images).Should().Equal(NaiveBatch.Of(set, Normalization.Cifar10, plan, 0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_batch_must_exist(int batch) =>
        FluentActions.Invoking(() => new EvaluationBatches(transform, Indices, 3).Batch(batch)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("There are 3 batches.*");

    [Fact]
    public void Sizes_are_validated()
    {
        FluentActions.Invoking(() => new EvaluationBatches(transform, Indices, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new EvaluationBatches(transform, [], 3)).Should().Throw<ArgumentException>().WithMessage("At least one image is needed.*");
    }

    public void Dispose()
    {
        transform.Dispose();
        images.Dispose();
    }
}

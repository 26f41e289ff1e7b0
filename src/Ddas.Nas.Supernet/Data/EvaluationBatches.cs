using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Data;

/// <summary>Images in a fixed order, in batches of one size (the last may be smaller), as they are: for measuring on D_V or test images.</summary>
public sealed class EvaluationBatches
{
    private readonly BatchTransform transform;
    private readonly int[] indices;
    private readonly int batchSize;

    /// <summary>Divides images into batches; none is made yet.</summary>
    /// <param name="transform">Makes the batches; it must outlive this object.</param>
    /// <param name="indices">The images, in the order in which they come; at least one.</param>
    /// <param name="batchSize">Images in a batch, at least 1. It changes no result but by rounding; larger is faster, up to the memory at hand.</param>
    /// <exception cref="ArgumentException">There are no indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1.</exception>
    public EvaluationBatches(BatchTransform transform, ReadOnlySpan<int> indices, int batchSize = 64)
    {
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (indices.IsEmpty) throw new ArgumentException("At least one image is needed.", nameof(indices));
        (this.transform, this.indices, this.batchSize) = (transform, indices.ToArray(), batchSize);
    }

    /// <summary>Number of images over all batches.</summary>
    public int Images => indices.Length;

    /// <summary>Number of batches.</summary>
    public int Count => (indices.Length + batchSize - 1) / batchSize;

    /// <summary>Makes a batch of images as they are.</summary>
    /// <param name="batch">0 to <see cref="Count"/> - 1.</param>
    /// <returns>A batch that belongs to the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such batch.</exception>
    public ImageBatch Batch(int batch) => transform.Clean(IndicesOf(batch));

    /// <summary>Makes a batch of augmented images (what DARTS' code does to D_V by accident).</summary>
    /// <param name="batch">0 to <see cref="Count"/> - 1.</param>
    /// <param name="random">The stream of this batch.</param>
    /// <returns>A batch that belongs to the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such batch.</exception>
    public ImageBatch AugmentedBatch(int batch, ref RandomStream random) => transform.Augmented(IndicesOf(batch), ref random);

    private ReadOnlySpan<int> IndicesOf(int batch)
    {
        if (batch < 0 || batch >= Count) throw new ArgumentOutOfRangeException(nameof(batch), batch, $"There are {Count} batches.");
        int start = batch * batchSize;
        return indices.AsSpan(start, Math.Min(batchSize, indices.Length - start));
    }
}

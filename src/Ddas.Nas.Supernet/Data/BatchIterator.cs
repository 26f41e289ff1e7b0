using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Endless batches of augmented training images, in an order that is shuffled anew for each epoch. Everything about a batch
/// is a pure function of seed and <see cref="Position"/>: the order of epoch e comes from (seed, "shuffle", e), the
/// augmentation of a batch from (seed, "augmentation", its number over all epochs). So it goes on across search steps and
/// resumes from a stored position. For one thread at a time.
/// </summary>
public sealed class BatchIterator
{
    private readonly BatchTransform transform;
    private readonly int[] indices;
    private readonly int batchSize;
    private readonly long seed;
    private readonly int[] order;
    private long orderedEpoch = -1;
    private BatchPosition position;

    /// <summary>Creates an iterator at the start of epoch 0.</summary>
    /// <param name="transform">Makes the batches; it must outlive the iterator.</param>
    /// <param name="indices">The images, usually D_T; at least one.</param>
    /// <param name="options">Batch size and seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no indices.</exception>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public BatchIterator(BatchTransform transform, ReadOnlySpan<int> indices, BatchIteratorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transform);
        options ??= new BatchIteratorOptions();
        if (indices.IsEmpty) throw new ArgumentException("At least one image is needed.", nameof(indices));
        options.Validate(indices.Length);
        (this.transform, this.indices, batchSize, seed) = (transform, indices.ToArray(), options.BatchSize, options.Seed);
        order = new int[indices.Length];
        BatchesPerEpoch = (indices.Length / batchSize) + (!options.DropLast && indices.Length % batchSize > 0 ? 1 : 0);
    }

    /// <summary>Batches in one pass over the images.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>The batch that <see cref="Next"/> makes next; set it to resume.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such batch.</exception>
    public BatchPosition Position
    {
        get => position;
        set
        {
            if (value.Epoch < 0 || value.Batch < 0 || value.Batch >= BatchesPerEpoch)
                throw new ArgumentOutOfRangeException(nameof(value), value, $"An epoch has {BatchesPerEpoch} batches, and epochs count from 0.");
            position = value;
        }
    }

    /// <summary>Refuses an epoch whose last batch is too small to be trained on.</summary>
    /// <param name="least">Images that a batch must have.</param>
    /// <exception cref="OptionsException">The last batch has fewer.</exception>
    internal void RequireLastBatch(int least)
    {
        int last = indices.Length - ((BatchesPerEpoch - 1) * batchSize);
        if (last < least)
            throw new OptionsException("Training", [$"{indices.Length} images in batches of {batchSize} leave a last batch of {last}, but BatchNorm needs at least {least} values a channel; choose another batch size or number of images."]);
    }

    /// <summary>Sets <see cref="Position"/> to that of a checkpoint.</summary>
    /// <exception cref="CheckpointException">There is no such batch.</exception>
    internal void Resume(BatchPosition stored)
    {
        try
        {
            Position = stored;
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new CheckpointException($"The checkpoint stands at batch {stored.Batch} of epoch {stored.Epoch}, but an epoch has {BatchesPerEpoch} batches.", e);
        }
    }

    /// <summary>Makes the batch at <see cref="Position"/> and moves on, to a new epoch after the last batch of one.</summary>
    /// <returns>A batch that belongs to the caller.</returns>
    public ImageBatch Next()
    {
        if (orderedEpoch != position.Epoch) Shuffle(position.Epoch);
        int start = position.Batch * batchSize;
        var random = new RandomStream(seed, RandomPurpose.Augmentation, (position.Epoch * BatchesPerEpoch) + position.Batch);
        ImageBatch batch = transform.Augmented(order.AsSpan(start, Math.Min(batchSize, order.Length - start)), ref random);
        position = position.Batch + 1 < BatchesPerEpoch
            ? position with { Batch = position.Batch + 1 }
            : new BatchPosition(position.Epoch + 1, 0);
        return batch;
    }

    private void Shuffle(long epoch)
    {
        indices.CopyTo(order, 0);
        new RandomStream(seed, RandomPurpose.Shuffle, epoch).Shuffle<int>(order);
        orderedEpoch = epoch;
    }
}

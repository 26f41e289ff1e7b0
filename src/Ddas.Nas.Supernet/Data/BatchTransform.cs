using Ddas.Nas.SearchSpace;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Makes batches of images that lie on the device: random crop, mirroring, normalization and cutout happen there, on the
/// whole batch by index arithmetic, with one small upload a batch. In torchvision's order: pad with black, crop, mirror,
/// normalize, cut out. The order of draws is fixed: for each image the row of the crop, its column (0 to 2 x padding, where
/// padding is not 0), mirrored or not (1 of 2, where on), row and column of the cutout's centre (where on). Safe to use
/// from any thread. Owns its constants, not the images.
/// </summary>
public sealed class BatchTransform : IDisposable
{
    private const int ImageIndex = 0, TopRow = 1, FirstColumn = 2, ColumnStep = 3, CutoutRow = 4, CutoutColumn = 5, PlanRows = 6;

    private readonly DeviceImages images;
    private readonly int padding;
    private readonly bool flip;
    private readonly int cutout;
    private readonly Tensor rows;
    private readonly Tensor columns;
    private readonly Tensor scale;
    private readonly Tensor offset;

    /// <summary>Prepares a transform.</summary>
    /// <param name="images">The images; they must outlive the transform.</param>
    /// <param name="normalization">Mean and deviation, as many as the images have channels.</param>
    /// <param name="augmentation">What <see cref="Augmented"/> does; null for the defaults.</param>
    /// <exception cref="ArgumentException">The normalization has another number of channels.</exception>
    /// <exception cref="OptionsException">An option is out of range, the padding wider than the images' frame, or the cutout larger than the images.</exception>
    public BatchTransform(DeviceImages images, Normalization normalization, AugmentationOptions? augmentation = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(normalization);
        augmentation ??= new AugmentationOptions();
        (int channels, int height, int width) = images.Shape;
        augmentation.Validate(images.Frame, Math.Min(height, width));
        if (normalization.Mean.Count != channels)
            throw new ArgumentException($"The normalization has {normalization.Mean.Count} channels, the images have {channels}.", nameof(normalization));

        (this.images, padding, flip, cutout) = (images, augmentation.Padding, augmentation.Flip, augmentation.Cutout);
        rows = tensor(UpTo(height), [1, height, 1], ScalarType.Int64, images.Device).DetachFromDisposeScope();
        columns = tensor(UpTo(width), [1, 1, width], ScalarType.Int64, images.Device).DetachFromDisposeScope();
        scale = PerRow(c => 1 / (255 * normalization.Deviation[c]));
        offset = PerRow(c => -normalization.Mean[c] / normalization.Deviation[c]);
    }

    /// <summary>The images as they are, normalized.</summary>
    /// <param name="indices">Indices in the data set; at least one.</param>
    /// <returns>A batch that belongs to the caller.</returns>
    /// <exception cref="ArgumentException">There are no indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ImageBatch Clean(ReadOnlySpan<int> indices)
    {
        long[] plan = Plan(indices, images.Frame);
        return Gather(plan, indices.Length, cut: false);
    }

    /// <summary>The images cropped, mirrored, normalized and cut out at random.</summary>
    /// <param name="indices">Indices in the data set; at least one.</param>
    /// <param name="random">The stream of this batch.</param>
    /// <returns>A batch that belongs to the caller.</returns>
    /// <exception cref="ArgumentException">There are no indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ImageBatch Augmented(ReadOnlySpan<int> indices, ref RandomStream random)
    {
        int b = indices.Length, lastColumn = images.Shape.Width - 1;
        long[] plan = Plan(indices, images.Frame - padding);
        for (int i = 0; i < b; i++)
        {
            if (padding > 0)
            {
                plan[(TopRow * b) + i] += random.NextInt((2 * padding) + 1);
                plan[(FirstColumn * b) + i] += random.NextInt((2 * padding) + 1);
            }

            if (flip && random.NextInt(2) == 1)
            {
                plan[(FirstColumn * b) + i] += lastColumn;
                plan[(ColumnStep * b) + i] = -1;
            }

            if (cutout > 0)
            {
                plan[(CutoutRow * b) + i] = random.NextInt(images.Shape.Height);
                plan[(CutoutColumn * b) + i] = random.NextInt(images.Shape.Width);
            }
        }

        return Gather(plan, b, cut: cutout > 0);
    }

    /// <summary>Frees the constants.</summary>
    public void Dispose()
    {
        rows.Dispose();
        columns.Dispose();
        scale.Dispose();
        offset.Dispose();
    }

    private long[] Plan(ReadOnlySpan<int> indices, int start)
    {
        if (indices.IsEmpty) throw new ArgumentException("A batch needs at least one image.", nameof(indices));
        int b = indices.Length;
        long[] plan = new long[PlanRows * b];
        for (int i = 0; i < b; i++)
        {
            if ((uint)indices[i] >= (uint)images.Count)
                throw new ArgumentOutOfRangeException(nameof(indices), indices[i], $"The data set has {images.Count} images.");
            plan[(ImageIndex * b) + i] = indices[i];
        }

        plan.AsSpan(TopRow * b, b).Fill(start);
        plan.AsSpan(FirstColumn * b, b).Fill(start);
        plan.AsSpan(ColumnStep * b, b).Fill(1);
        return plan;
    }

    private ImageBatch Gather(long[] plan, int b, bool cut)
    {
        (int channels, int height, int width) = images.Shape;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Tensor each = tensor(plan, [PlanRows, b, 1, 1], ScalarType.Int64, images.Device);
        Tensor row = each.select(0, TopRow).add(rows, Scalars.One);                                                 // [b, h, 1]
        Tensor column = addcmul(each.select(0, FirstColumn), each.select(0, ColumnStep), columns, Scalars.One);      // [b, 1, w]
        Tensor pixels = images.Pixels.index(each.select(0, ImageIndex), row, column);                               // [b, h, w, c] uint8
        Tensor normalized = pixels.reshape(b * height, width * channels).mul(scale).add_(offset, Scalars.One);      // [b h, w c] float32
        Tensor batch = normalized.view(b, height, width, channels);
        using var zero = 0.ToScalar();
        if (cut) batch.masked_fill_(CutoutMask(each), zero);
        Tensor labels = images.Labels.index_select(0, each.select(0, ImageIndex).view(b));
        return new ImageBatch(batch.permute(0, 3, 1, 2).MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope()); // [b, c, h, w]
    }

    private Tensor CutoutMask(Tensor each)
    {
        using Scalar two = 2.ToScalar(), side = (cutout / 2 * 2).ToScalar();
        Tensor distance(Tensor positions, int centre) => positions.sub(each.select(0, centre)).mul_(two).add_(Scalars.One, Scalars.One).abs_(); // odd: 2 (p - c) + 1
        Tensor rowInside = distance(rows, CutoutRow).lt(side);                                                      // [b, h, 1]
        Tensor columnInside = distance(columns, CutoutColumn).lt(side);                                             // [b, 1, w]
        return rowInside.logical_and(columnInside).unsqueeze(3);                                                    // [b, h, w, 1]
    }

    private static long[] UpTo(int count) => [.. Enumerable.Range(0, count).Select(i => (long)i)];

    private Tensor PerRow(Func<int, double> value)
    {
        float[] channels = [.. Enumerable.Range(0, images.Shape.Channels).Select(c => (float)value(c))];
        float[] row = [.. Enumerable.Repeat(channels, images.Shape.Width).SelectMany(c => c)];
        return tensor(row, ScalarType.Float32, images.Device).DetachFromDisposeScope();
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>
/// A training set divided into D_T, which trains weights, and D_V, which measures architectures, resident on a device. It
/// may serve many warm-ups and searches, one at a time; the owner disposes it.
/// </summary>
public sealed class SupernetData : IDisposable
{
    private readonly DataSplit split;
    private readonly DeviceImages images;
    private readonly BatchTransform transform;

    /// <summary>Divides a training set and copies it to a device.</summary>
    /// <param name="trainingSet">The images; square, with sides divisible by 4 (see <see cref="ImageResize"/>).</param>
    /// <param name="options">Split, augmentation and normalization; null for the paper's.</param>
    /// <param name="device">Where to; null for the CPU.</param>
    /// <exception cref="ArgumentException">The images are too few, not square, or of a side that is not divisible by 4.</exception>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public SupernetData(ImageDataSet trainingSet, SupernetDataOptions? options = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(trainingSet);
        options ??= new SupernetDataOptions();
        options.Validate();
        ImageResize.RequireSides(trainingSet);
        if (trainingSet.Shape.Height != trainingSet.Shape.Width)
            throw new ArgumentException($"Images of {trainingSet.Name} are {trainingSet.Shape.Height} x {trainingSet.Shape.Width}, but must be square; {nameof(ImageResize)} makes them so.", nameof(trainingSet));

        split = new DataSplit(trainingSet, options.Split);
        var normalization = options.Normalization ?? Normalization.Of(trainingSet, split.Train);
        images = new DeviceImages(trainingSet, device, options.Augmentation.Padding);
        transform = new BatchTransform(images, normalization, options.Augmentation);
        (Shape, Classes) = (trainingSet.Shape, trainingSet.Classes);
        Description = new SupernetDataDescription(
            trainingSet.Name, trainingSet.Checksum, split.Train.Length, split.Valid.Length, options.Split.Stratified, options.Split.Seed, normalization);
    }

    /// <summary>Size of an image.</summary>
    public ImageShape Shape { get; }

    /// <summary>The names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Where the images are.</summary>
    public Device Device => images.Device;

    /// <summary>What manifests say about the images.</summary>
    public SupernetDataDescription Description { get; }

    /// <summary>Endless augmented batches of D_T, from its first epoch.</summary>
    /// <param name="batchSize">Images in a batch, at least 1.</param>
    /// <param name="seed">Seed of order and augmentation.</param>
    public BatchIterator TrainBatches(int batchSize, long seed) =>
        new(transform, split.Train, new BatchIteratorOptions { BatchSize = batchSize, Seed = seed });

    /// <summary>D_V in batches, in a fixed order.</summary>
    /// <param name="batchSize">Images in a batch, at least 1.</param>
    /// <param name="subset">Number of images of a fixed subset; null for all.</param>
    /// <param name="seed">Seed of the subset.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public EvaluationBatches ValidBatches(int batchSize, int? subset = null, long seed = 0) =>
        new(transform, subset is { } count ? split.ValidSubset(count, seed) : split.Valid, batchSize);

    /// <inheritdoc/>
    public void Dispose()
    {
        transform.Dispose();
        images.Dispose();
    }
}

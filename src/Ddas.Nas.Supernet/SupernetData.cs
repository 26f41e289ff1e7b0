using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>
/// A training set divided into D_T, which trains weights, and D_V, which measures architectures, resident on a device. It
/// may serve many warm-ups and searches, one at a time; the owner disposes it.
/// </summary>
public sealed class SupernetData : IDescribed, IDisposable
{
    private readonly DataSplit split;
    private readonly DeviceImages images;
    private readonly BatchTransform transform;
    private readonly AugmentationOptions augmentation;

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
        ImageResize.RequireSquare(trainingSet, nameof(trainingSet));

        split = new DataSplit(trainingSet, options.Split);
        var normalization = options.Normalization ?? Normalization.Of(trainingSet, split.Train);
        images = new DeviceImages(trainingSet, device, options.Augmentation.Padding);
        try
        {
            transform = new BatchTransform(images, normalization, options.Augmentation);
        }
        catch
        {
            images.Dispose();
            throw;
        }

        (Shape, Classes, augmentation) = (trainingSet.Shape, trainingSet.Classes, options.Augmentation);
        Description = new SupernetDataDescription(
            trainingSet.Name, trainingSet.Checksum, split.Train.Length, split.Valid.Length, options.Split.Stratified, options.Split.Seed, normalization);
    }

    /// <summary>
    /// Reads <c>FOLDER/train/CLASS/*.png</c> (or .jpg, .jpeg) and divides them by class; see <see cref="FolderImageSource"/>.
    /// </summary>
    /// <param name="folder">The folder that holds <c>train</c>.</param>
    /// <param name="side">Height and width that every image is brought to, divisible by 4. Default 32.</param>
    /// <param name="options">Split, augmentation and normalization; null for halves drawn by class and the paper's augmentation.</param>
    /// <param name="device">Where to; null for the CPU.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or it lacks <c>train</c>.</exception>
    /// <exception cref="InvalidDataException">A file is no image.</exception>
    public static SupernetData FromFolder(string folder, int side = 32, SupernetDataOptions? options = null, Device? device = null) =>
        new(new FolderImageSource(folder, side).ReadTrain(), options ?? new SupernetDataOptions { Split = new DataSplitOptions { Stratified = true } }, device);

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
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Dataset = (Description.DataSet, Description.Checksum);
        into.Set("train", Description.Train);
        into.Set("valid", Description.Valid);
        into.Set("stratified", Description.Stratified);
        into.Set("splitSeed", Description.SplitSeed);
        Description.Normalization.Describe(into);
        into.Set("padding", augmentation.Padding);
        into.Set("flip", augmentation.Flip);
        into.Set("cutout", augmentation.Cutout);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        transform.Dispose();
        images.Dispose();
    }
}

using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Training;

/// <summary>
/// All training images and the test images, resident on a device: what a found cell is trained on and measured with
/// (Section V-C). It may serve many trainings, one at a time; the owner disposes it.
/// </summary>
public sealed class CellTrainingData : IDescribed, IDisposable
{
    private readonly DeviceImages trainImages;
    private readonly DeviceImages testImages;
    private readonly BatchTransform trainTransform;
    private readonly BatchTransform testTransform;
    private readonly string testChecksum;

    /// <summary>Copies images to a device.</summary>
    /// <param name="training">The training images; square, with sides divisible by 4 (see <see cref="ImageResize"/>).</param>
    /// <param name="test">The test images, of the same shape and classes.</param>
    /// <param name="options">Augmentation and normalization; null for the paper's on CIFAR-10.</param>
    /// <param name="device">Where to; null for the CPU.</param>
    /// <exception cref="ArgumentException">Images are absent, not square, of a side that is not divisible by 4, or the two sets do not match.</exception>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public CellTrainingData(ImageDataSet training, ImageDataSet test, CellTrainingDataOptions? options = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(test);
        options ??= new CellTrainingDataOptions();
        options.Validate();
        ImageResize.RequireSquare(training, nameof(training));
        training.RequireSameKind(test, nameof(test));
        Normalization = options.Normalization ?? Normalization.Of(training, AllOf(training.Count));
        (Shape, Classes, Augmentation) = (training.Shape, training.Classes, options.Augmentation);
        Dataset = new RunDataset(training.Name, training.Checksum);
        testChecksum = test.Checksum;
        trainImages = new DeviceImages(training, device, Augmentation.Padding);
        try
        {
            trainTransform = new BatchTransform(trainImages, Normalization, Augmentation);
            testImages = new DeviceImages(test, device, frame: 0);
            testTransform = new BatchTransform(testImages, Normalization, new AugmentationOptions { Padding = 0, Flip = false });
        }
        catch
        {
            testImages?.Dispose();
            trainTransform?.Dispose();
            trainImages.Dispose();
            throw;
        }
    }

    /// <summary>Size of an image.</summary>
    public ImageShape Shape { get; }

    /// <summary>The names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Mean and deviation that images are normalized with.</summary>
    public Normalization Normalization { get; }

    /// <summary>What manifests say about the training images.</summary>
    public RunDataset Dataset { get; }

    /// <summary>Where the images are.</summary>
    public Device Device => trainImages.Device;

    internal AugmentationOptions Augmentation { get; }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Dataset = (Dataset.Name, Dataset.Checksum);
        into.Set("test", testChecksum);
        Normalization.Describe(into);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        trainTransform.Dispose();
        testTransform.Dispose();
        trainImages.Dispose();
        testImages.Dispose();
    }

    internal BatchIterator TrainBatches(int batchSize, long seed) =>
        new(trainTransform, AllOf(trainImages.Count), new BatchIteratorOptions { BatchSize = batchSize, Seed = seed });

    internal EvaluationBatches TestBatches(int batchSize) => new(testTransform, AllOf(testImages.Count), batchSize);

    private static int[] AllOf(int count) => [.. Enumerable.Range(0, count)];
}

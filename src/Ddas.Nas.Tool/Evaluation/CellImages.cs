using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Training;
using Ddas.Nas.Tool.Common;
using TorchSharp;

namespace Ddas.Nas.Tool.Evaluation;

/// <summary>Which images cells are trained and tested on.</summary>
/// <param name="Name">Name of the data set, one of <see cref="DataSets.Names"/>.</param>
/// <param name="Folder">Where its files are; null for the usual place.</param>
/// <param name="Side">Side that images are brought to; null for their own.</param>
/// <param name="Train">How many of the training images, from the first; null for all.</param>
/// <param name="Test">How many of the test images, from the first; null for all.</param>
internal sealed record CellImages(string Name, string? Folder, int? Side, int? Train, int? Test)
{
    /// <summary>Side of the cutout; null for half of the image's, and a quarter on cifar100, as the paper.</summary>
    public int? Cutout { get; init; }

    /// <summary>Reads the images and brings them to the device.</summary>
    public CellTrainingData Load(torch.Device device)
    {
        var source = DataSets.Open(Name, Folder, Side);
        var (training, test) = (Part(source.ReadTrain(), Train, "--train"), Part(source.ReadTest(), Test, "--test"));
        var options = new CellTrainingDataOptions
        {
            Augmentation = { Cutout = Cutout ?? training.Shape.Height / (Name == "cifar100" ? 4 : 2) },
            Normalization = DataSets.NormalizationOf(Name),
        };
        return Input.Use(() => new CellTrainingData(training, test, options, device));
    }

    private ImageDataSet Part(ImageDataSet all, int? count, string option)
    {
        if (count is < 1 || count > all.Count) throw new UsageException($"{option} is {count}, but {all.Name} has {all.Count} images.");
        var part = count is { } some ? all.Subset(Enumerable.Range(0, some).ToArray()) : all;
        return Side is { } side ? Input.Use(() => ImageResize.To(part, side)) : part;
    }
}

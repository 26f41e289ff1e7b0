using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.CifarSearch;

/// <summary>Which images a run uses.</summary>
/// <param name="Name">Name of the data set, one of <see cref="DataSets.Names"/>.</param>
/// <param name="Folder">Where its files are; null for the usual place.</param>
/// <param name="ImageSize">Side that images are brought to; null for their own.</param>
/// <param name="Train">Images in D_T; null for half.</param>
/// <param name="Valid">Images in D_V; null for the other half.</param>
internal sealed record DataSetRequest(string Name, string? Folder, int? ImageSize, int? Train, int? Valid)
{
    /// <summary>Reads the training images at their wanted size, with the split into D_T and D_V.</summary>
    public (ImageDataSet Images, DataSplit Split) ReadTraining()
    {
        var images = Resize(DataSets.Open(Name, Folder).ReadTrain());
        return (images, new DataSplit(images, new DataSplitOptions { Train = Train, Valid = Valid }));
    }

    /// <summary>Reads the test images at their wanted size.</summary>
    public ImageDataSet ReadTest() => Resize(DataSets.Open(Name, Folder).ReadTest());

    private ImageDataSet Resize(ImageDataSet images) => ImageSize is { } side ? ImageResize.To(images, side) : images;
}

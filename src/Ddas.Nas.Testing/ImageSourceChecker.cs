using Ddas.Nas.Supernet.Data;
namespace Ddas.Nas.Testing;

/// <summary>Checks that a source keeps the contract of <see cref="IImageSource"/>; for the tests of whoever writes one.</summary>
public static class ImageSourceChecker
{
    /// <summary>Reads both parts twice and returns every breach of the contract, one sentence each; none when it is kept.</summary>
    /// <param name="source">The source.</param>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="InvalidDataException">The source is damaged.</exception>
    public static IReadOnlyList<string> Check(IImageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var breaches = new List<string>();
        ImageDataSet train = source.ReadTrain(), test = source.ReadTest();
        if (train.Count < 2) breaches.Add($"There are {train.Count} training images, but a split into D_T and D_V needs at least 2.");
        if (test.Shape != train.Shape) breaches.Add($"Training images are {train.Shape}, test images {test.Shape}; both must have one shape.");
        if (!test.Classes.SequenceEqual(train.Classes)) breaches.Add("Training and test images have other classes, or the same in another order.");
        if (train.Count > 0 && test.Count > 0 && train.Checksum == test.Checksum) breaches.Add("Training and test images are the same.");
        if (source.ReadTrain().Checksum != train.Checksum) breaches.Add("Reading the training images twice gave other images, or another order.");
        if (source.ReadTest().Checksum != test.Checksum) breaches.Add("Reading the test images twice gave other images, or another order.");
        return breaches;
    }
}

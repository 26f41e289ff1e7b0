using Ddas.Nas.Records.Files;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// CIFAR-10 or CIFAR-100 from the files of its official binary version (<c>data_batch_1.bin</c> to <c>data_batch_5.bin</c>
/// and <c>test_batch.bin</c>; <c>train.bin</c> and <c>test.bin</c>). <see cref="CifarDownloader"/> fetches them.
/// </summary>
public sealed class CifarImageSource : IImageSource
{
    private readonly string folder;
    private readonly CifarFormat format;
    private readonly bool anyCount;

    /// <summary>Names a folder; nothing is read yet.</summary>
    /// <param name="folder">The folder with the files, or its parent (the archive's own folder is <c>cifar-10-batches-bin</c> or <c>cifar-100-binary</c>).</param>
    /// <param name="version">Which data set.</param>
    /// <param name="anyCount">
    /// False (default): each file must have the official number of images, so that a truncated one is found out. True: any
    /// number, for parts of the data set.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty or the version unknown.</exception>
    public CifarImageSource(string folder, CifarVersion version, bool anyCount = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        (this.folder, format, this.anyCount) = (Path.GetFullPath(folder), CifarFormat.Of(version), anyCount);
    }

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It lacks one of the files.</exception>
    public ImageDataSet ReadTrain() => Read(format.TrainFiles, format.ImagesPerTrainFile, "train");

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">It lacks one of the files.</exception>
    public ImageDataSet ReadTest() => Read(format.TestFiles, format.ImagesPerTestFile, "test");

    internal static ImageDataSet Read(CifarFormat format, IReadOnlyList<(string Where, Stream Content)> files, int? imagesPerFile, string part)
    {
        int[] counts = [.. files.Select(f => CifarFile.CountImages(format, f.Content.Length, imagesPerFile, f.Where))];
        int imageBytes = (int)CifarFormat.Shape.Bytes, done = 0;
        byte[] pixels = ImageDataSet.Allocate($"{format.Name} {part}", CifarFormat.Shape, counts.Sum(static count => (long)count));
        int[] labels = new int[counts.Sum()];
        for (int i = 0; i < counts.Length; done += counts[i++])
        {
            CifarFile.Read(format, files[i].Content, files[i].Where,
                pixels.AsSpan(done * imageBytes, counts[i] * imageBytes), labels.AsSpan(done, counts[i]));
        }

        return ImageDataSet.Adopt($"{format.Name} {part}", CifarFormat.Shape, format.Classes, pixels, labels);
    }

    private ImageDataSet Read(string[] names, int imagesPerFile, string part)
    {
        string expected = $"it should hold {string.Join(", ", format.Files)} (the binary version of {format.Name}).";
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder {folder}; {expected}");
        string inner = Path.Combine(folder, format.Folder);
        string place = Directory.Exists(inner) ? inner : folder;
        var files = new List<(string Where, Stream Content)>();
        try
        {
            foreach (string name in names)
            {
                string path = Path.Combine(place, name);
                if (!File.Exists(path)) throw new FileNotFoundException($"{place} lacks {name}; {expected}", path);
                files.Add((path, RegularFile.OpenRead(path)));
            }

            return Read(format, files, anyCount ? null : imagesPerFile, part);
        }
        finally
        {
            foreach (var (_, content) in files) content.Dispose();
        }
    }
}

using Ddas.Nas.Records.Files;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Images of your own: <c>FOLDER/train/CLASS/*.png</c> and <c>FOLDER/test/CLASS/*.png</c> (or .jpg, .jpeg). The classes are
/// the folders below <c>train</c> in ordinal order, images come in ordinal order of their names within each class; other
/// files, and names that begin with a dot, are passed over. There are at least two classes, each with a training image.
/// The largest square in the middle of an image is brought to the side asked for by exact integer arithmetic (each pixel is
/// the mean over the area that it covers, halves rounded up); transparency becomes black; colour profiles and the camera's
/// orientation are not applied. As images are sorted by class, a split must be stratified
/// (<see cref="DataSplitOptions.Stratified"/>).
/// </summary>
public sealed class FolderImageSource : IImageSource
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    private readonly string folder;
    private readonly string name;
    private readonly ImageShape shape;

    /// <summary>Names a folder; nothing is read yet.</summary>
    /// <param name="folder">The folder with <c>train</c> and <c>test</c>.</param>
    /// <param name="side">Height and width that every image is brought to, 1 to 1,024. Default 32.</param>
    /// <param name="channels">3 (default) for colour, 1 for grey.</param>
    /// <param name="name">What messages and manifests call the data set; null for the folder's name.</param>
    /// <exception cref="ArgumentException">The path is empty, the side out of range, or channels neither 1 nor 3.</exception>
    public FolderImageSource(string folder, int side = 32, int channels = 3, string? name = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ImageFile.Validate(side, channels);
        this.folder = Path.GetFullPath(folder);
        this.name = name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(this.folder));
        shape = new ImageShape(channels, side, side);
    }

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or it lacks the part.</exception>
    public ImageDataSet ReadTrain() => Read("train");

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or it lacks the part.</exception>
    public ImageDataSet ReadTest() => Read("test");

    private ImageDataSet Read(string part)
    {
        string[] classes = ClassesOf("train");
        if (part != "train" && ClassesOf(part).Except(classes).FirstOrDefault() is { } unknown)
            throw new InvalidDataException($"{Path.Combine(folder, part, unknown)} is a class that {Path.Combine(folder, "train")} does not have.");

        string place = Path.Combine(folder, part);
        (string Path, int Label)[] files = [.. classes.SelectMany((c, label) => FilesOf(Path.Combine(place, c)).Select(file => (file, label)))];
        if (files.Length == 0) throw new InvalidDataException($"{place} holds no PNG or JPEG files below its class folders.");
        if (classes.Length < 2) throw new InvalidDataException($"{Path.Combine(folder, "train")} holds one class folder, but a classifier needs at least two.");
        var filled = files.Select(static file => file.Label).ToHashSet();
        if (classes.Where((c, label) => !filled.Contains(label) && (part == "train" || Directory.Exists(Path.Combine(place, c)))).FirstOrDefault() is { } empty)
            throw new InvalidDataException($"{Path.Combine(place, empty)} holds no PNG or JPEG files: add images of this class, or remove the folder.");

        int imageBytes = (int)shape.Bytes;
        byte[] pixels = ImageDataSet.Allocate($"{name} {part}", shape, files.Length);
        for (int i = 0; i < files.Length; i++)
            ImageFile.Read(RegularFile.ReadAllBytes(files[i].Path), files[i].Path, shape.Height, shape.Channels, pixels.AsSpan(i * imageBytes, imageBytes));
        return ImageDataSet.Adopt($"{name} {part}", shape, classes, pixels, [.. files.Select(f => f.Label)]);
    }

    private string[] ClassesOf(string part)
    {
        string place = Path.Combine(folder, part);
        if (!Directory.Exists(place)) throw new DirectoryNotFoundException($"There is no folder {place}; {folder} should hold train/CLASS and test/CLASS folders of PNG or JPEG files.");
        string[] classes = [.. Visible(Directory.EnumerateDirectories(place)).Select(c => Path.GetFileName(c)!).Order(StringComparer.Ordinal)];
        return classes.Length > 0 ? classes : throw new InvalidDataException($"{place} holds no class folders; it should hold a folder of PNG or JPEG files for each class.");
    }

    private static IEnumerable<string> FilesOf(string classFolder) =>
        Directory.Exists(classFolder)
            ? Visible(Directory.EnumerateFiles(classFolder)).Where(f => Extensions.Contains(Path.GetExtension(f).ToLowerInvariant())).Order(StringComparer.Ordinal)
            : [];

    private static IEnumerable<string> Visible(IEnumerable<string> paths) => paths.Where(p => !Path.GetFileName(p).StartsWith('.'));
}

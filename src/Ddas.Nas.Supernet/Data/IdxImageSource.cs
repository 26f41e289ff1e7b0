using System.IO.Compression;
using Ddas.Nas.Records.Files;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// MNIST, Fashion-MNIST and their kin: four IDX files under their official names (<c>train-images-idx3-ubyte</c>,
/// <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c>, <c>t10k-labels-idx1-ubyte</c>), each plain or as .gz, in
/// a folder or anywhere in one .zip file. Grey images: one channel.
/// </summary>
public sealed class IdxImageSource : IImageSource
{
    private static readonly string[] Names =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    private readonly string path;
    private readonly string name;
    private readonly string[] classes;

    /// <summary>Names a folder or .zip file; nothing is read yet.</summary>
    /// <param name="path">The folder or .zip file.</param>
    /// <param name="name">What messages and manifests call the data set; null for the last part of the path.</param>
    /// <param name="classes">The names of the classes, by label; null for the ten digits.</param>
    /// <exception cref="ArgumentException">The path is empty, or there are fewer than two classes.</exception>
    public IdxImageSource(string path, string? name = null, IEnumerable<string>? classes = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        this.path = Path.GetFullPath(path);
        this.name = name ?? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(this.path));
        this.classes = [.. classes ?? Digits];
        if (this.classes.Length < 2) throw new ArgumentException("At least two classes are needed.", nameof(classes));
    }

    /// <summary>The ten classes of MNIST: "0" to "9".</summary>
    public static IReadOnlyList<string> Digits { get; } = Array.AsReadOnly([.. Enumerable.Range(0, 10).Select(d => $"{d}")]);

    /// <summary>The ten classes of Fashion-MNIST, by label.</summary>
    public static IReadOnlyList<string> FashionMnistClasses { get; } = Array.AsReadOnly(
        ["T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]);

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or .zip file.</exception>
    /// <exception cref="FileNotFoundException">It lacks one of the files.</exception>
    public ImageDataSet ReadTrain() => Read(Names[0], Names[1], $"{name} train");

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or .zip file.</exception>
    /// <exception cref="FileNotFoundException">It lacks one of the files.</exception>
    public ImageDataSet ReadTest() => Read(Names[2], Names[3], $"{name} test");

    private ImageDataSet Read(string imagesName, string labelsName, string part)
    {
        if (Directory.Exists(path)) return Read(FindInFolder, imagesName, labelsName, part);
        if (!File.Exists(path)) throw new DirectoryNotFoundException($"There is no folder or .zip file {path}; {Expected}");
        using FileStream content = RegularFile.OpenRead(path);
        return ReadZip(content, imagesName, labelsName, part);
    }

    internal ImageDataSet ReadZip(Stream content, string imagesName, string labelsName, string part)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read);
            return Read(file => FindInZip(zip, file), imagesName, labelsName, part);
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or NotSupportedException or OverflowException
            && !error.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path} is not a readable .zip file ({error.Message.TrimEnd('.')}): get the file again.", error);
        }
    }

    private static string Expected => $"it should hold {string.Join(", ", Names)} (each plain or as .gz).";

    private ImageDataSet Read(Func<string, IdxContent> find, string imagesName, string labelsName, string part)
    {
        IdxContent imageFile = find(imagesName), labelFile = find(labelsName);
        (int[] sizes, byte[] pixels) = IdxFile.Read(imageFile.Open, imageFile.Where, dimensions: 3);
        (int[] counts, byte[] labels) = IdxFile.Read(labelFile.Open, labelFile.Where, dimensions: 1);
        if (sizes[0] != counts[0])
            throw new InvalidDataException($"{imageFile.Where} holds {sizes[0]} images, but {labelFile.Where} holds {counts[0]} labels.");
        return ImageDataSet.Adopt(
            part, new ImageShape(1, sizes[1], sizes[2]), classes, pixels, LabelCheck.ToLabels(labels, classes.Length, labelFile.Where));
    }

    private IdxContent FindInFolder(string file)
    {
        string plain = Path.Combine(path, file), compressed = plain + ".gz";
        if (File.Exists(plain)) return new IdxContent(plain, () => RegularFile.OpenRead(plain));
        if (File.Exists(compressed)) return new IdxContent(compressed, () => Unzip(RegularFile.OpenRead(compressed)));
        throw new FileNotFoundException($"{path} lacks {file}; {Expected}", plain);
    }

    private IdxContent FindInZip(ZipArchive zip, string file)
    {
        if (zip.Entries.FirstOrDefault(e => e.Name == file) is { } plain) return new IdxContent($"{path}: {plain.FullName}", plain.Open);
        if (zip.Entries.FirstOrDefault(e => e.Name == file + ".gz") is { } compressed)
            return new IdxContent($"{path}: {compressed.FullName}", () => Unzip(compressed.Open()));
        throw new FileNotFoundException($"{path} lacks {file}; {Expected}", file);
    }

    private static GZipStream Unzip(Stream content) => new(content, CompressionMode.Decompress);

    private readonly record struct IdxContent(string Where, Func<Stream> Open);
}

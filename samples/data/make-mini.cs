#:property PublishAot=false
// Makes fashion-mnist-mini.zip from the four official Fashion-MNIST files, see README.md beside this file:
//   dotnet run samples/data/make-mini.cs -- FOLDER [OUTPUT.zip]
// FOLDER holds train-images-idx3-ubyte and its three companions, plain or as .gz.
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

const int Classes = 10;
const int TrainPerClass = 400;
const int TestPerClass = 100;

if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine("usage: dotnet run samples/data/make-mini.cs -- FOLDER [OUTPUT.zip]");
    return 2;
}

try
{
    string output = args.Length == 2
        ? args[1]
        : Path.Combine((string)AppContext.GetData("EntryPointFileDirectoryPath")!, "fashion-mnist-mini.zip");
    var files = new List<(string Name, byte[] Content)>();
    files.AddRange(Subset(args[0], "train", TrainPerClass));
    files.AddRange(Subset(args[0], "t10k", TestPerClass));
    WriteZip(output, files);
    foreach ((string name, byte[] content) in files)
        Console.WriteLine($"{Sha256(content)}  {name}");
    Console.WriteLine($"{Sha256(File.ReadAllBytes(output))}  {Path.GetFileName(output)}");
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

// The first `perClass` images of each class in file order, dealt out 0, 1, ..., 9, 0, 1, ...: every stretch is balanced to within one image a class.
static IEnumerable<(string Name, byte[] Content)> Subset(string folder, string part, int perClass)
{
    string imagesName = $"{part}-images-idx3-ubyte";
    string labelsName = $"{part}-labels-idx1-ubyte";
    (int[] imageSizes, byte[] pixels) = ReadIdx(folder, imagesName, dimensions: 3);
    (int[] labelSizes, byte[] labels) = ReadIdx(folder, labelsName, dimensions: 1);
    if (imageSizes[0] != labelSizes[0])
        throw new InvalidDataException($"{folder}: {imagesName} has {imageSizes[0]} images, {labelsName} has {labelSizes[0]} labels.");

    List<int>[] byClass = [.. Enumerable.Range(0, Classes).Select(c =>
        Enumerable.Range(0, labels.Length).Where(i => labels[i] == c).Take(perClass).ToList())];
    if (byClass.Any(indices => indices.Count < perClass))
        throw new InvalidDataException($"{folder}: {labelsName} has fewer than {perClass} images of some class.");

    int size = imageSizes[1] * imageSizes[2];
    int[] chosen = [.. Enumerable.Range(0, perClass * Classes).Select(i => byClass[i % Classes][i / Classes])];
    byte[] chosenPixels = [.. chosen.SelectMany(i => pixels.AsSpan(i * size, size).ToArray())];
    byte[] chosenLabels = [.. chosen.Select(i => labels[i])];
    yield return (imagesName, WriteIdx([chosen.Length, imageSizes[1], imageSizes[2]], chosenPixels));
    yield return (labelsName, WriteIdx([chosen.Length], chosenLabels));
}

static (int[] Sizes, byte[] Data) ReadIdx(string folder, string name, int dimensions)
{
    string path = Path.Combine(folder, name);
    using var content = new MemoryStream();
    if (File.Exists(path))
    {
        using FileStream file = File.OpenRead(path);
        file.CopyTo(content);
    }
    else
    {
        using var file = new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        file.CopyTo(content);
    }
    byte[] bytes = content.ToArray();
    int header = 4 + 4 * dimensions;
    if (bytes.Length < header || BinaryPrimitives.ReadInt32BigEndian(bytes) != 0x800 + dimensions)
        throw new InvalidDataException($"{path} is not an IDX file of bytes with {dimensions} dimension(s).");
    int[] sizes = [.. Enumerable.Range(1, dimensions).Select(d => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 * d)))];
    if (sizes.Aggregate(1L, (product, size) => product * size) != bytes.Length - header)
        throw new InvalidDataException($"{path} should hold {string.Join(" x ", sizes)} bytes, has {bytes.Length - header}.");
    return (sizes, bytes[header..]);
}

static byte[] WriteIdx(int[] sizes, byte[] data)
{
    byte[] header = new byte[4 + 4 * sizes.Length];
    BinaryPrimitives.WriteInt32BigEndian(header, 0x800 + sizes.Length);
    for (int d = 0; d < sizes.Length; d++)
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * (d + 1)), sizes[d]);
    return [.. header, .. data];
}

// Fixed times and attributes, so that equal content gives equal bytes.
static void WriteZip(string path, IEnumerable<(string Name, byte[] Content)> files)
{
    string temporary = path + ".tmp";
    using (var zip = new ZipArchive(File.Create(temporary), ZipArchiveMode.Create))
    {
        foreach ((string name, byte[] content) in files)
        {
            ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = new DateTimeOffset(2017, 8, 25, 0, 0, 0, TimeSpan.Zero);
            entry.ExternalAttributes = 0;
            using Stream stream = entry.Open();
            stream.Write(content);
        }
    }
    File.Move(temporary, path, overwrite: true);
}

static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

using System.Formats.Tar;
using Ddas.Nas.Supernet.Data;
using SkiaSharp;

namespace Ddas.Nas.Supernet.Tests.Data;

/// <summary>A thousand damaged copies for each reader of images; tests/mutations.sh starts them.</summary>
[Trait("Category", "mutations")]
public sealed class MutationRuns : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory(Explicit = true)]
    [InlineData("train-images-idx3-ubyte")]
    [InlineData("train-labels-idx1-ubyte")]
    public void Idx(string file)
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 5, 0, 0, 0, 4, 0, 0, 0, 4, .. new byte[80]], labels = [0, 0, 8, 1, 0, 0, 0, 5, 0, 1, 2, 3, 9];
        File.WriteAllBytes(folder.Combine("train-images-idx3-ubyte"), images);
        File.WriteAllBytes(folder.Combine("train-labels-idx1-ubyte"), labels);

        new MutationRun($"IDX, {file}", folder.Path, typeof(InvalidDataException)).Feed(File.ReadAllBytes(folder.Combine(file)), bytes =>
        {
            File.WriteAllBytes(folder.Combine(file), bytes);
            return new IdxImageSource(folder.Path).ReadTrain().Checksum;
        });
    }

    [Fact(Explicit = true)]
    public void Cifar() =>
        new MutationRun("CIFAR", folder.Path, typeof(InvalidDataException)).Feed([.. Enumerable.Range(0, 3).SelectMany(i => (byte[])[1, (byte)i, .. new byte[3072]])], bytes =>
        {
            File.WriteAllBytes(folder.Combine("train.bin"), bytes);
            return new CifarImageSource(folder.Path, CifarVersion.Cifar100, anyCount: true).ReadTrain().Checksum;
        });

    [Theory(Explicit = true)]
    [InlineData("png", SKEncodedImageFormat.Png)]
    [InlineData("jpg", SKEncodedImageFormat.Jpeg)]
    public void Image_folder(string ending, SKEncodedImageFormat format)
    {
        byte[] sound = ImageFiles.Encode(9, 7, ImageFiles.Pattern, format);
        foreach (string name in (string[])["cat", "dog"])
        {
            Directory.CreateDirectory(folder.Combine($"train/{name}"));
            File.WriteAllBytes(folder.Combine($"train/{name}/a.{ending}"), sound);
        }

        new MutationRun($"image folder, {ending}", folder.Combine($"train/dog/a.{ending}"), typeof(InvalidDataException)).Feed(sound, bytes =>
        {
            File.WriteAllBytes(folder.Combine($"train/dog/a.{ending}"), bytes);
            return new FolderImageSource(folder.Path, side: 8).ReadTrain().Checksum;
        });
    }

    [Theory(Explicit = true)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    public void Tar(TarEntryFormat format) =>
        new MutationRun($"tar, {format}", folder.Path, typeof(InvalidDataException)).Feed(TarFiles.Write(format, ("folder/a.bin", [1, 2, 3]), ("folder/b.bin", new byte[100])), bytes =>
        {
            var files = new SortedDictionary<string, MemoryStream>(StringComparer.Ordinal);
            TarExtractor.Extract(new MemoryStream(bytes), folder.Path, 1 << 20, name => files[name] = new MemoryStream());
            if (files.Keys.FirstOrDefault(name => !Path.GetFullPath(name, "/root").StartsWith("/root/", StringComparison.Ordinal)) is { } outside) Assert.Fail($"'{outside}' leaves the folder.");
            return string.Join('\n', files.Select(static file => $"{file.Key} {Convert.ToHexString(file.Value.ToArray())}"));
        });
}

using System.Security.Cryptography;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public sealed class IdxImageSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_is_read(bool compressed)
    {
        IdxFiles.WriteFolder(folder.Path, IdxFiles.Small(), compressed);

        AssertSmall(new IdxImageSource(folder.Path, "small"));
    }

    [Fact]
    public void A_zip_is_read_whatever_folder_the_files_have_in_it()
    {
        string path = folder.Combine("small.zip");
        var files = IdxFiles.Small();
        File.WriteAllBytes(path, IdxFiles.Zip(files.Select((f, i) => i % 2 == 0
            ? KeyValuePair.Create("data/" + f.Key, f.Value)
            : KeyValuePair.Create("data/deeper/" + f.Key + ".gz", IdxFiles.GZip(f.Value)))));

        AssertSmall(new IdxImageSource(path));
    }

    [Theory]
    [InlineData("train", 4000, "cd5361dd7dc8cbb512be089af49475ff46971fdfdf19adaed86d06aebfbceb6a", "5dbd7686910cb66a8a6303f16940c2fae43896243c187897cd3976aab00f4817")]
    [InlineData("test", 1000, "c3db0aba26bbee2c4e140eeb7cc0c0aa8c78ca8883cb55c705307f1e83f145c9", "66e4c6deb5f2a061f7d8cd5ec53025fdb9dabb08265e449acb8cf64b8cd36cac")]
    public void The_set_in_the_repository_is_read_to_the_last_byte(string part, int count, string imagesHash, string labelsHash)
    {
        var source = new IdxImageSource(Path.Combine(Repository.Root, "samples", "data", "fashion-mnist-mini.zip"), "mini", IdxImageSource.FashionMnistClasses);

        ImageDataSet set = part == "train" ? source.ReadTrain() : source.ReadTest();

        set.Name.Should().Be("mini " + part);
        set.Count.Should().Be(count);
        Hash(IdxFiles.Bytes([count, 28, 28], set.Pixels.ToArray())).Should().Be(imagesHash);
        Hash(IdxFiles.Bytes([count], [.. set.Labels.ToArray().Select(l => (byte)l)])).Should().Be(labelsHash);
    }

    [Fact]
    public void A_missing_folder_says_what_it_should_hold() =>
        FluentActions.Invoking(() => new IdxImageSource(folder.Combine("nowhere")).ReadTrain()).Should().Throw<DirectoryNotFoundException>()
            .WithMessage($"There is no folder or .zip file {folder.Combine("nowhere")}; it should hold train-images-idx3-ubyte, *t10k-labels-idx1-ubyte (each plain or as .gz).");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_missing_file_is_named_with_its_place(bool zipped)
    {
        var files = IdxFiles.Small();
        files.Remove(IdxFiles.Names[1]);
        string path = folder.Combine("set");
        if (zipped) File.WriteAllBytes(path, IdxFiles.Zip(files));
        else IdxFiles.WriteFolder(path, files);

        FluentActions.Invoking(new IdxImageSource(path).ReadTrain).Should().Throw<FileNotFoundException>()
            .WithMessage($"{path} lacks train-labels-idx1-ubyte; it should hold *");
    }

    [Fact]
    public void Images_and_labels_must_be_as_many()
    {
        var files = IdxFiles.Small();
        files[IdxFiles.Names[3]] = IdxFiles.Bytes([3], [1, 2, 3]);
        IdxFiles.WriteFolder(folder.Path, files);

        FluentActions.Invoking(new IdxImageSource(folder.Path).ReadTest).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine(IdxFiles.Names[2])} holds 2 images, but {folder.Combine(IdxFiles.Names[3])} holds 3 labels.");
    }

    [Fact]
    public void A_label_out_of_range_is_named_with_file_image_and_value()
    {
        var files = IdxFiles.Small();
        files[IdxFiles.Names[1]] = IdxFiles.Bytes([5], [0, 1, 2, 10, 4]);
        IdxFiles.WriteFolder(folder.Path, files);

        FluentActions.Invoking(new IdxImageSource(folder.Path).ReadTrain).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine(IdxFiles.Names[1])}: label 10 of image 3 is out of range; it must be 0 to 9.");
    }

    [Fact]
    public void A_truncated_file_is_named_with_its_place()
    {
        var files = IdxFiles.Small();
        files[IdxFiles.Names[0]] = files[IdxFiles.Names[0]][..^10];
        IdxFiles.WriteFolder(folder.Path, files);

        FluentActions.Invoking(new IdxImageSource(folder.Path).ReadTrain).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine(IdxFiles.Names[0])} should hold 76 bytes (5 x 4 x 3 after a header of 16), but holds 66: *");
    }

    [Fact]
    public void A_file_that_is_no_zip_is_refused()
    {
        string path = folder.Combine("set.zip");
        File.WriteAllBytes(path, [1, 2, 3]);

        FluentActions.Invoking(new IdxImageSource(path).ReadTrain).Should().Throw<InvalidDataException>().WithMessage($"{path} is not a readable .zip file (*");
    }

    [Fact]
    public void Mutated_zips_are_refused_cleanly()
    {
        string path = folder.Combine("set.zip");
        var source = new IdxImageSource(path);
        byte[] valid = IdxFiles.Zip(IdxFiles.Small());

        int refused = Mutations.Feed(valid, bytes => source.ReadZip(new MemoryStream(bytes), IdxFiles.Names[0], IdxFiles.Names[1], "train"), path);

        refused.Should().BeGreaterThan(Mutations.Count / 4);
    }

    public void Dispose() => folder.Dispose();

    private static void AssertSmall(IdxImageSource source)
    {
        ImageDataSet train = source.ReadTrain(), test = source.ReadTest();

        train.Name.Should().Be("small train");
        train.Shape.Should().Be(new ImageShape(1, 4, 3));
        train.Labels.ToArray().Should().Equal(3, 0, 9, 1, 3);
        train.Pixels.ToArray().Should().Equal(IdxFiles.Pixels(5, 4, 3));
        train.Classes.Should().Equal("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        test.Labels.ToArray().Should().Equal(7, 8);
        test.Pixels.ToArray().Should().Equal(IdxFiles.Pixels(2, 4, 3));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [Fact]
    public void Pipes_in_place_of_files_are_refused()
    {
        using var temporary = new TemporaryFolder();
        string images = Pipes.Make(temporary.Combine("folder/train-images-idx3-ubyte")), zip = Pipes.Make(temporary.Combine("all.zip"));

        foreach (var (path, pipe) in ((string, string)[])[(temporary.Combine("folder"), images), (zip, zip)])
        {
            Action read = () => new IdxImageSource(path).ReadTrain();
            if (path != zip) File.WriteAllBytes(temporary.Combine("folder/train-labels-idx1-ubyte"), []);
            Pipes.Read(read).Should().BeOfType<InvalidDataException>().Which.Message.Should().StartWith($"{pipe} is a pipe");
        }
    }

    [Fact]
    public void One_class_is_none_to_choose_from() =>
        FluentActions.Invoking(() => new IdxImageSource("/data", classes: ["only"])).Should().Throw<ArgumentException>().WithMessage("At least two classes are needed.*");
}

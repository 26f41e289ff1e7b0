using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public sealed class CifarImageSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(CifarVersion.Cifar10, "")]
    [InlineData(CifarVersion.Cifar10, "cifar-10-batches-bin")]
    [InlineData(CifarVersion.Cifar100, "")]
    [InlineData(CifarVersion.Cifar100, "cifar-100-binary")]
    public void The_official_format_is_read(CifarVersion version, string inner)
    {
        var format = CifarFormat.Of(version);
        CifarFiles.Write(folder.Combine(inner), CifarFiles.Small(format));
        var source = new CifarImageSource(folder.Path, version, anyCount: true);

        ImageDataSet train = source.ReadTrain(), test = source.ReadTest();

        train.Name.Should().Be(version == CifarVersion.Cifar10 ? "cifar10 train" : "cifar100 train");
        train.Shape.Should().Be(new ImageShape(3, 32, 32));
        train.Labels.ToArray().Should().Equal(version == CifarVersion.Cifar10 ? [0, 1, 1, 2, 2, 3, 3, 4, 4, 5] : [0, 1]);
        train.Image(train.Count - 1).ToArray().Should().Equal(CifarFiles.Pixels(1));
        test.Labels.ToArray().Should().Equal(9, 8, 7);
        test.Pixels.ToArray().Should().Equal([.. CifarFiles.Pixels(0), .. CifarFiles.Pixels(1), .. CifarFiles.Pixels(2)]);
    }

    [Fact]
    public void Fine_labels_count_and_have_100_names()
    {
        CifarFiles.Write(folder.Path, [("test.bin", CifarFiles.Bytes(CifarFormat.Cifar100, 99, 0))]);

        ImageDataSet test = new CifarImageSource(folder.Path, CifarVersion.Cifar100, anyCount: true).ReadTest();

        test.Labels.ToArray().Should().Equal(99, 0);
        test.Classes.Should().HaveCount(100).And.BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
        test.Classes[99].Should().Be("worm");
    }

    [Fact]
    public void The_classes_of_CIFAR_10_have_their_names() =>
        CifarFormat.Cifar10.Classes.Should().Equal("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    [Theory]
    [InlineData(CifarVersion.Cifar10, "data_batch_1.bin", "30730000 bytes (10000 images), but holds 6146")]
    [InlineData(CifarVersion.Cifar100, "train.bin", "153700000 bytes (50000 images), but holds 6148")]
    public void Files_must_have_the_official_number_of_images(CifarVersion version, string file, string message)
    {
        CifarFiles.Write(folder.Path, CifarFiles.Small(CifarFormat.Of(version)));

        FluentActions.Invoking(new CifarImageSource(folder.Path, version).ReadTrain).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine(file)} should hold {message}: get the file again.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3072)]
    [InlineData(3074)]
    public void Files_must_have_whole_images(int bytes)
    {
        CifarFiles.Write(folder.Path, [("test_batch.bin", new byte[bytes])]);

        FluentActions.Invoking(new CifarImageSource(folder.Path, CifarVersion.Cifar10, anyCount: true).ReadTest).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine("test_batch.bin")} should hold a multiple of 3073 bytes, but holds {bytes}: get the file again.");
    }

    [Fact]
    public void A_label_out_of_range_is_named_with_file_image_and_value()
    {
        CifarFiles.Write(folder.Path, [("test_batch.bin", CifarFiles.Bytes(CifarFormat.Cifar10, 9, 10))]);

        FluentActions.Invoking(new CifarImageSource(folder.Path, CifarVersion.Cifar10, anyCount: true).ReadTest).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine("test_batch.bin")}: label 10 of image 1 is out of range; it must be 0 to 9.");
    }

    [Fact]
    public void Missing_folders_and_files_say_what_is_expected()
    {
        FluentActions.Invoking(new CifarImageSource(folder.Combine("nowhere"), CifarVersion.Cifar100).ReadTrain).Should().Throw<DirectoryNotFoundException>()
            .WithMessage($"There is no folder {folder.Combine("nowhere")}; it should hold train.bin, test.bin (the binary version of cifar100).");

        CifarFiles.Write(folder.Path, CifarFiles.Small(CifarFormat.Cifar10).Where(f => f.Name != "data_batch_3.bin"));
        FluentActions.Invoking(new CifarImageSource(folder.Path, CifarVersion.Cifar10).ReadTrain).Should().Throw<FileNotFoundException>()
            .WithMessage($"{folder.Path} lacks data_batch_3.bin; it should hold data_batch_1.bin, *test_batch.bin (the binary version of cifar10).");
    }

    [Theory]
    [InlineData(CifarVersion.Cifar10)]
    [InlineData(CifarVersion.Cifar100)]
    public void Mutated_files_are_refused_cleanly(CifarVersion version)
    {
        var format = CifarFormat.Of(version);
        byte[] valid = CifarFiles.Bytes(format, 1, 2);

        int refused = Mutations.Feed(
            valid, bytes => CifarImageSource.Read(format, [("/data/train.bin", new MemoryStream(bytes))], null, "train"), "/data/train.bin");

        refused.Should().BeGreaterThan(Mutations.Count / 2);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_pipe_in_place_of_a_file_is_refused()
    {
        using var temporary = new TemporaryFolder();
        string pipe = Pipes.Make(temporary.Combine("train.bin"));

        Pipes.Read(() => new CifarImageSource(temporary.Path, CifarVersion.Cifar100).ReadTrain()).Should().BeOfType<InvalidDataException>().Which.Message.Should().StartWith($"{pipe} is a pipe");
    }
}

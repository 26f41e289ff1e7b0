using Ddas.Nas.Supernet.Data;
using SkiaSharp;

namespace Ddas.Nas.Supernet.Tests.Data;

public sealed class FolderImageSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Classes_are_the_folders_and_images_are_sorted_by_name()
    {
        Write("train/dog/2.png", 40);
        Write("train/dog/10.PNG", 30);
        Write("train/cat/b.jpg", 20);
        Write("train/cat/a.jpeg", 10);
        Write("train/.hidden/a.png", 99);
        Write("train/cat/.hidden.png", 99);
        File.WriteAllText(folder.Combine("train/cat/readme.txt"), "no image");
        Write("test/dog/x.png", 50);

        var source = new FolderImageSource(folder.Path, side: 2, channels: 1, name: "pets");
        ImageDataSet train = source.ReadTrain(), test = source.ReadTest();

        train.Name.Should().Be("pets train");
        train.Classes.Should().Equal("cat", "dog");
        train.Shape.Should().Be(new ImageShape(1, 2, 2));
        train.Labels.ToArray().Should().Equal(0, 0, 1, 1);
        train.Pixels.ToArray().Chunk(4).Select(p => (int)p[0]).Should().Equal(10, 20, 30, 40);
        test.Classes.Should().Equal("cat", "dog");
        test.Labels.ToArray().Should().Equal(1);
        test.Pixels.ToArray().Should().Equal(50, 50, 50, 50);
    }

    [Fact]
    public void Colour_images_have_three_channels_side_by_side()
    {
        Directory.CreateDirectory(folder.Combine("train/only"));
        File.WriteAllBytes(folder.Combine("train/only/a.png"), ImageFiles.Encode(2, 2, ImageFiles.Pattern));

        ImageDataSet train = new FolderImageSource(folder.Path, side: 2).ReadTrain();

        train.Pixels.ToArray().Should().Equal(0, 0, 0, 37, 5, 0, 11, 71, 0, 48, 76, 1);
    }

    [Fact]
    public void A_damaged_image_is_named()
    {
        Write("train/cat/a.png", 10);
        File.WriteAllBytes(folder.Combine("train/cat/b.png"), [1, 2, 3]);

        FluentActions.Invoking(new FolderImageSource(folder.Path).ReadTrain).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine("train/cat/b.png")} is no PNG or JPEG image, or damaged: remove it or get it again.");
    }

    [Fact]
    public void Missing_folders_say_what_is_expected()
    {
        FluentActions.Invoking(new FolderImageSource(folder.Path).ReadTrain).Should().Throw<DirectoryNotFoundException>()
            .WithMessage($"There is no folder {folder.Combine("train")}; {folder.Path} should hold train/CLASS and test/CLASS folders of PNG or JPEG files.");
        Directory.CreateDirectory(folder.Combine("train"));
        FluentActions.Invoking(new FolderImageSource(folder.Path).ReadTrain).Should().Throw<InvalidDataException>().WithMessage($"{folder.Combine("train")} holds no class folders; *");
        Directory.CreateDirectory(folder.Combine("train/cat"));
        FluentActions.Invoking(new FolderImageSource(folder.Path).ReadTrain).Should().Throw<InvalidDataException>().WithMessage($"{folder.Combine("train")} holds no PNG or JPEG files *");
        FluentActions.Invoking(new FolderImageSource(folder.Path).ReadTest).Should().Throw<DirectoryNotFoundException>().WithMessage($"There is no folder {folder.Combine("test")}; *");
    }

    [Fact]
    public void A_class_that_only_the_test_part_has_is_refused()
    {
        Write("train/cat/a.png", 10);
        Write("test/owl/a.png", 10);

        FluentActions.Invoking(new FolderImageSource(folder.Path).ReadTest).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine("test/owl")} is a class that {folder.Combine("train")} does not have.");
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(32, 4)]
    public void Sizes_are_validated(int side, int channels) =>
        FluentActions.Invoking(() => new FolderImageSource(folder.Path, side, channels)).Should().Throw<ArgumentOutOfRangeException>();

    public void Dispose() => folder.Dispose();

    private void Write(string relative, byte grey)
    {
        string path = folder.Combine(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var format = path.EndsWith("png", StringComparison.OrdinalIgnoreCase) ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg;
        File.WriteAllBytes(path, ImageFiles.Encode(2, 2, (_, _) => new SKColor(grey, grey, grey), format));
    }
}

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
        Directory.CreateDirectory(folder.Combine("train/coloured"));
        File.WriteAllBytes(folder.Combine("train/coloured/a.png"), ImageFiles.Encode(2, 2, ImageFiles.Pattern));
        Write("train/grey/a.png", 9);

        ImageDataSet train = new FolderImageSource(folder.Path, side: 2).ReadTrain();

        train.Image(0).ToArray().Should().Equal(0, 0, 0, 37, 5, 0, 11, 71, 0, 48, 76, 1);
    }

    [Fact]
    public void A_damaged_image_is_named()
    {
        Write("train/cat/a.png", 10);
        Write("train/dog/a.png", 10);
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

    [Fact]
    public void A_single_class_is_refused()
    {
        Write("train/cat/a.png", 10);

        FluentActions.Invoking(new FolderImageSource(folder.Path).ReadTrain).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine("train")} holds one class folder, but a classifier needs at least two.");
    }

    [Theory]
    [InlineData("train")]
    [InlineData("test")]
    public void An_empty_class_folder_is_refused(string part)
    {
        foreach (string file in (string[])["train/cat/a.png", "train/dog/a.png", "test/cat/a.png", "test/dog/a.png"]) Write(file, 10);
        File.Move(folder.Combine($"{part}/dog/a.png"), folder.Combine($"{part}/dog/a.txt"));
        var source = new FolderImageSource(folder.Path);

        FluentActions.Invoking(() => part == "train" ? source.ReadTrain() : source.ReadTest()).Should().Throw<InvalidDataException>()
            .WithMessage($"{folder.Combine($"{part}/dog")} holds no PNG or JPEG files: add images of this class, or remove the folder.");
    }

    [Fact]
    public void A_pipe_among_the_images_is_refused()
    {
        Write("train/cat/a.png", 10);
        Write("train/dog/a.png", 10);
        string pipe = Pipes.Make(folder.Combine("train/dog/b.png"));

        Pipes.Read(() => new FolderImageSource(folder.Path).ReadTrain()).Should().BeOfType<InvalidDataException>().Which.Message.Should().StartWith($"{pipe} is a pipe, but only regular files are read");
    }

    [Fact]
    public void More_images_than_memory_addresses_are_refused_before_they_are_read()
    {
        foreach (string name in (string[])["cat", "dog"]) Directory.CreateDirectory(folder.Combine($"train/{name}"));
        for (int i = 0; i < 700; i++) File.WriteAllBytes(folder.Combine($"train/{(i % 2 == 0 ? "cat" : "dog")}/{i}.png"), []);

        FluentActions.Invoking(new FolderImageSource(folder.Path, side: 1024, name: "large").ReadTrain).Should().Throw<InvalidDataException>()
            .WithMessage("large train: 700 images of 3 x 1024 x 1024 are 2202009600 bytes, more than the 2147483591 that a data set may have: choose a smaller side, or fewer images.");
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(32, 4)]
    [InlineData(1025, 3)]
    [InlineData(999_999_996, 3)]
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

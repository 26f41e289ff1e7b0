using SkiaSharp;
using Xunit;

namespace My_Search.Tests;

public sealed class SearchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("My_Search").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Finds_a_front_on_few_images_and_finds_it_again_without_measuring()
    {
        string images = Path.Combine(folder, "images"), runs = Path.Combine(folder, "runs");
        for (int i = 0; i < 48; i++) Write(Path.Combine(images, "train", i % 2 == 0 ? "across" : "down", $"{i}.png"), i);

        var first = Search.Run(images, runs, epochs: 1, steps: 3);
        var again = Search.Run(images, runs, epochs: 1, steps: 3);

        Assert.NotEmpty(first.Front);
        Assert.Equal(first.Steps, again.Steps);
    }

    private static void Write(string path, int number)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(32, 32);
        for (int y = 0; y < 32; y++)
            for (int x = 0; x < 32; x++)
                bitmap.SetPixel(x, y, ((number % 2 == 0 ? x : y) + number) % 8 < 4 ? SKColors.White : SKColors.Black);
        using var file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

/// <summary>Data sets of random pixels.</summary>
internal static class TestImages
{
    /// <summary>Random pixels; image i has label i modulo the number of classes.</summary>
    public static ImageDataSet Random(int count, ImageShape shape, int classes = 10)
    {
        var random = new RandomStream(7, "test images", 0);
        byte[] pixels = new byte[count * shape.Bytes];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)random.NextInt(256);
        return WithPixels(shape, pixels, [.. Enumerable.Range(0, count).Select(i => i % classes)], classes);
    }

    public static ImageDataSet WithPixels(ImageShape shape, byte[] pixels, int[] labels, int classes = 10) =>
        new("test", shape, Enumerable.Range(0, classes).Select(c => $"class {c}"), pixels, labels);

    /// <summary>Images of one black pixel, with these labels.</summary>
    public static ImageDataSet WithLabels(int[] labels, int classes = 10) => WithPixels(new ImageShape(1, 1, 1), new byte[labels.Length], labels, classes);
}

using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

/// <summary>Writes the official CIFAR binary format.</summary>
internal static class CifarFiles
{
    /// <summary>Records of these labels; pixel (channel c, position p) of image i is (i x 50 + c x 85 + p) modulo 256.</summary>
    public static byte[] Bytes(CifarFormat format, params byte[] labels) => [.. labels.SelectMany((label, i) => Record(format, label, i))];

    /// <summary>Pixels of one image as the library holds them: [row, column, channel].</summary>
    public static byte[] Pixels(int image) =>
        [.. Enumerable.Range(0, 1024).SelectMany(p => Enumerable.Range(0, 3).Select(c => Pixel(image, c, p)))];

    public static void Write(string folder, IEnumerable<(string Name, byte[] Content)> files)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] content) in files) File.WriteAllBytes(Path.Combine(folder, name), content);
    }

    /// <summary>Two images in each training file and three test images, by name.</summary>
    public static (string Name, byte[] Content)[] Small(CifarFormat format) =>
    [
        .. format.TrainFiles.Select((name, i) => (name, Bytes(format, (byte)i, (byte)(i + 1)))),
        .. format.TestFiles.Select(name => (name, Bytes(format, 9, 8, 7))),
    ];

    private static IEnumerable<byte> Record(CifarFormat format, byte label, int image)
    {
        const byte coarse = 200;
        byte[] labels = format.LabelBytes == 1 ? [label] : [coarse, label];
        return labels.Concat(Enumerable.Range(0, 3).SelectMany(c => Enumerable.Range(0, 1024).Select(p => Pixel(image, c, p))));
    }

    private static byte Pixel(int image, int channel, int position) => (byte)((image * 50) + (channel * 85) + position);
}

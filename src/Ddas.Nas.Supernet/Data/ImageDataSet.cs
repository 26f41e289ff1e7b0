using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Labelled images in memory. Immutable, safe to read from any thread. Pixels are bytes in the order [image, row, column,
/// channel]: the channels of a pixel lie side by side, as they do in a channels-last tensor, so that a batch is gathered
/// without being transposed.
/// </summary>
public sealed class ImageDataSet
{
    private readonly byte[] pixels;
    private readonly int[] labels;
    private readonly Lazy<string> checksum;

    /// <summary>Creates a data set from arrays, which it copies.</summary>
    /// <param name="name">What messages and manifests call it, for example <c>"fashion-mnist train"</c>.</param>
    /// <param name="shape">Size of every image.</param>
    /// <param name="classes">The names of the classes, by label; at least two.</param>
    /// <param name="pixels">Bytes [image, row, column, channel]; the number of images is that of the labels.</param>
    /// <param name="labels">The class of each image, 0 to classes - 1; may be empty.</param>
    /// <exception cref="ArgumentException">A size is below 1, a name is empty, the arrays do not match, or a label is out of range.</exception>
    public ImageDataSet(string name, ImageShape shape, IEnumerable<string> classes, ReadOnlySpan<byte> pixels, ReadOnlySpan<int> labels)
        : this(name, shape, [.. classes], pixels.ToArray(), labels.ToArray())
    {
    }

    private ImageDataSet(string name, ImageShape shape, string[] classes, byte[] pixels, int[] labels)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1)
            throw new ArgumentException($"{name}: an image of {shape} (channels x height x width) is empty.", nameof(shape));
        if (classes.Length < 2 || classes.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException($"{name}: at least two classes are needed, and each must have a name.", nameof(classes));
        if (pixels.Length != shape.Bytes * labels.Length)
            throw new ArgumentException($"{name}: {labels.Length} images of {shape} are {shape.Bytes * labels.Length} bytes, found {pixels.Length}.", nameof(pixels));
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes.Length)
                throw new ArgumentException($"{name}: label {labels[i]} of image {i} is out of range; it must be 0 to {classes.Length - 1}.", nameof(labels));
        }

        (Name, Shape, Classes, this.pixels, this.labels) = (name, shape, Array.AsReadOnly(classes), pixels, labels);
        checksum = new Lazy<string>(ComputeChecksum);
    }

    /// <summary>What messages and manifests call it.</summary>
    public string Name { get; }

    /// <summary>Size of every image.</summary>
    public ImageShape Shape { get; }

    /// <summary>The names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Number of images.</summary>
    public int Count => labels.Length;

    /// <summary>All pixels, [image, row, column, channel].</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>The class of each image, 0 to <c>Classes.Count - 1</c>.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, over count, channels, height, width, number of classes and the labels (all
    /// 32-bit little-endian), then the pixels. Names are not part of it. Computed once, when first asked for.
    /// </summary>
    public string Checksum => checksum.Value;

    internal ReadOnlyMemory<byte> PixelMemory => pixels;

    /// <summary>The pixels of one image, [row, column, channel].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        if ((uint)index >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {Count} images.");
        return pixels.AsSpan(index * (int)Shape.Bytes, (int)Shape.Bytes);
    }

    /// <summary>A data set of some of the images, in the order given; an image may come more than once.</summary>
    /// <param name="indices">Indices of images, 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ImageDataSet Subset(ReadOnlySpan<int> indices)
    {
        byte[] chosenPixels = new byte[checked((int)(Shape.Bytes * indices.Length))];
        int[] chosenLabels = new int[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            Image(indices[i]).CopyTo(chosenPixels.AsSpan(i * (int)Shape.Bytes));
            chosenLabels[i] = labels[indices[i]];
        }

        return Adopt(Name, Shape, [.. Classes], chosenPixels, chosenLabels);
    }

    /// <summary>A data set of the images of this one, followed by those of another; it keeps this one's name.</summary>
    /// <exception cref="ArgumentException">Images or classes are not the same.</exception>
    public ImageDataSet Concat(ImageDataSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        RequireSameKind(other, nameof(other));
        return Adopt(Name, Shape, [.. Classes], [.. pixels, .. other.pixels], [.. labels, .. other.labels]);
    }

    /// <summary>Demands that another data set has images of this shape, and these classes.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    internal void RequireSameKind(ImageDataSet other, string parameter)
    {
        if (Shape != other.Shape) throw new ArgumentException($"Images of {Name} are {Shape}, those of {other.Name} are {other.Shape}.", parameter);
        if (!Classes.SequenceEqual(other.Classes)) throw new ArgumentException($"{Name} and {other.Name} have other classes.", parameter);
    }

    /// <summary>Room for the pixels of so many images.</summary>
    /// <exception cref="InvalidDataException">They are more than one data set may have.</exception>
    internal static byte[] Allocate(string name, ImageShape shape, long count) => shape.Bytes * (Int128)count <= Array.MaxLength
        ? new byte[shape.Bytes * count]
        : throw new InvalidDataException($"{name}: {count} images of {shape} are {shape.Bytes * (Int128)count} bytes, more than the {Array.MaxLength} that a data set may have: choose a smaller side, or fewer images.");

    /// <summary>Takes over the arrays, which nobody may change afterwards.</summary>
    internal static ImageDataSet Adopt(string name, ImageShape shape, string[] classes, byte[] pixels, int[] labels) =>
        new(name, shape, classes, pixels, labels);

    private string ComputeChecksum()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> word = stackalloc byte[4];
        foreach (int value in (ReadOnlySpan<int>)[Count, Shape.Channels, Shape.Height, Shape.Width, Classes.Count, .. labels])
        {
            BinaryPrimitives.WriteInt32LittleEndian(word, value);
            hash.AppendData(word);
        }

        hash.AppendData(pixels);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

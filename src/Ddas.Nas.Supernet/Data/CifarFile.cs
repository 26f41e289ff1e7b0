namespace Ddas.Nas.Supernet.Data;

/// <summary>One file of a CIFAR binary version: records of label bytes and 32 x 32 bytes of red, then green, then blue.</summary>
internal static class CifarFile
{
    /// <summary>Number of images in a file of some length.</summary>
    /// <param name="format">The layout.</param>
    /// <param name="bytes">The file's length.</param>
    /// <param name="expected">Images that it must have; null for any number but 0.</param>
    /// <param name="where">What messages call it.</param>
    public static int CountImages(CifarFormat format, long bytes, int? expected, string where)
    {
        bool whole = bytes > 0 && bytes % format.RecordBytes == 0;
        if (expected is { } images && bytes != (long)images * format.RecordBytes)
            throw new InvalidDataException($"{where} should hold {(long)images * format.RecordBytes} bytes ({images} images), but holds {bytes}: get the file again.");
        if (!whole) throw new InvalidDataException($"{where} should hold a multiple of {format.RecordBytes} bytes, but holds {bytes}: get the file again.");
        return checked((int)(bytes / format.RecordBytes));
    }

    /// <summary>Reads images into [row, column, channel] order.</summary>
    /// <param name="format">The layout.</param>
    /// <param name="content">The file's content.</param>
    /// <param name="where">What messages call it.</param>
    /// <param name="pixels">Takes the pixels; its length decides how many images are read.</param>
    /// <param name="labels">Takes the labels.</param>
    public static void Read(CifarFormat format, Stream content, string where, Span<byte> pixels, Span<int> labels)
    {
        int plane = CifarFormat.Shape.Height * CifarFormat.Shape.Width, channels = CifarFormat.Shape.Channels;
        byte[] record = new byte[format.RecordBytes];
        for (int i = 0; i < labels.Length; i++)
        {
            content.ReadExactly(record);
            int label = record[format.LabelBytes - 1];
            if (label >= format.Classes.Length)
                throw new InvalidDataException($"{where}: label {label} of image {i} is out of range; it must be 0 to {format.Classes.Length - 1}.");
            labels[i] = label;
            Span<byte> image = pixels.Slice(i * plane * channels, plane * channels);
            for (int c = 0; c < channels; c++)
            {
                ReadOnlySpan<byte> source = record.AsSpan(format.LabelBytes + (c * plane), plane);
                for (int p = 0; p < plane; p++) image[(p * channels) + c] = source[p];
            }
        }
    }
}

namespace Ddas.Nas.Supernet.Data;

/// <summary>Labels as files hold them, one byte each.</summary>
internal static class LabelCheck
{
    /// <summary>Widens labels, after checking that each is a class.</summary>
    /// <exception cref="InvalidDataException">A label is out of range; the message names the file, the image and the value.</exception>
    public static int[] ToLabels(ReadOnlySpan<byte> bytes, int classes, string where)
    {
        int[] labels = new int[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] >= classes)
                throw new InvalidDataException($"{where}: label {bytes[i]} of image {i} is out of range; it must be 0 to {classes - 1}.");
            labels[i] = bytes[i];
        }

        return labels;
    }
}

using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Extensions;

/// <summary>Grey images from two text files, a line an image: the label, then the pixels row by row, with commas between.</summary>
internal sealed class CsvImageSource(string trainPath, string testPath, int side, IReadOnlyList<string> classes) : IImageSource
{
    public ImageDataSet ReadTrain() => Read(trainPath);

    public ImageDataSet ReadTest() => Read(testPath);

    private ImageDataSet Read(string path)
    {
        var labels = new List<int>();
        var pixels = new List<byte>();
        foreach (string line in File.ReadLines(path))
        {
            string[] cells = line.Split(',');
            if (cells.Length != 1 + (side * side) || !int.TryParse(cells[0], out int label) || (uint)label >= classes.Count)
                throw new InvalidDataException($"Line {labels.Count + 1} of {path} must hold a label from 0 to {classes.Count - 1} and {side * side} pixels: correct or remove it.");
            labels.Add(label);
            foreach (string cell in cells.AsSpan(1))
                pixels.Add(byte.TryParse(cell, out byte pixel) ? pixel : throw new InvalidDataException($"Line {labels.Count} of {path} has the pixel '{cell}', which is no number from 0 to 255."));
        }

        return new ImageDataSet(Path.GetFileName(path), new ImageShape(1, side, side), classes, pixels.ToArray(), labels.ToArray());
    }
}

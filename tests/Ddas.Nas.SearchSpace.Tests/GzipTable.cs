using System.IO.Compression;

namespace Ddas.Nas.SearchSpace.Tests;

/// <summary>Rows of a gzipped CSV file by column name.</summary>
internal static class GzipTable
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string[] header = reader.ReadLine()!.Split(',');
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.ReadLine() is { } line) rows.Add(header.Zip(line.Split(',')).ToDictionary(static p => p.First, static p => p.Second));
        return rows;
    }
}

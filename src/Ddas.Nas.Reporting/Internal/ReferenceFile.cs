using System.ComponentModel;
using System.Globalization;
using System.IO.Compression;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Reporting.Runs;

namespace Ddas.Nas.Reporting.Internal;

/// <summary>
/// Reads reference curves from a CSV file, gzipped where its name ends in <c>.gz</c>. Its columns are <c>method</c>,
/// <c>x</c>, <c>y</c> (y in percent) and, if they are there, <c>dataset</c>, <c>x_name</c> (default <c>rl_step</c>) and
/// <c>y_name</c> (default <c>valid_acc</c>); others are ignored. Fields hold no commas or quotes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ReferenceFile
{
    /// <summary>The curves of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dataset">Name of the data set of interest: where the file knows it (letters and digits compared, in any case), only its rows are read; else all, with their data set in the name.</param>
    /// <exception cref="RecordFormatException">A column or number is missing; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<ReferenceCurve> Read(string path, string? dataset = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Row[] rows = ReadRows(path);
        Row[] wanted = [.. rows.Where(row => row.Dataset.Length > 0 && Plain(row.Dataset) == Plain(dataset ?? ""))];
        bool several = wanted.Length == 0 && rows.Select(static row => row.Dataset).Distinct().Count() > 1;
        return
        [
            .. (wanted.Length > 0 ? wanted : rows)
                .GroupBy(row => (Name: several ? $"{row.Method}, {row.Dataset}" : row.Method, row.XName, row.YName))
                .Select(static group => new ReferenceCurve(group.Key.Name, group.Key.XName, group.Key.YName, [.. group.Select(static row => (row.X, row.Y))])),
        ];
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static Row[] ReadRows(string path)
    {
        try
        {
            return [.. Rows(path)];
        }
        catch (InvalidDataException e)
        {
            throw new RecordFormatException(e.Message.StartsWith(path, StringComparison.Ordinal) ? e.Message : $"{path}: the compressed data are damaged.", e);
        }
    }

    private static IEnumerable<Row> Rows(string path)
    {
        using var file = RegularFile.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        string[] header = [.. (reader.ReadLine() ?? "").Split(',').Select(static name => name.Trim())];
        int Column(string name) => Array.IndexOf(header, name) is >= 0 and var column ? column : throw new RecordFormatException($"{path}: a reference file needs the columns method, x and y, but has no '{name}'.");
        int method = Column("method"), x = Column("x"), y = Column("y");
        int dataset = Array.IndexOf(header, "dataset"), xName = Array.IndexOf(header, "x_name"), yName = Array.IndexOf(header, "y_name");
        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0) continue;
            string[] fields = text.Split(',');
            if (fields.Length != header.Length) throw new RecordFormatException($"{path}, line {line}: {header.Length} fields were expected, but there are {fields.Length}.");
            double Number(int column) => double.TryParse(fields[column], CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
                ? number
                : throw new RecordFormatException($"{path}, line {line}: '{fields[column]}' in column {header[column]} is no number.");
            yield return new Row(
                fields[method].Trim(), dataset < 0 ? "" : fields[dataset].Trim(), xName < 0 ? "rl_step" : fields[xName].Trim(),
                yName < 0 ? "valid_acc" : fields[yName].Trim(), Number(x), Number(y));
        }
    }

    private sealed record Row(string Method, string Dataset, string XName, string YName, double X, double Y);
}

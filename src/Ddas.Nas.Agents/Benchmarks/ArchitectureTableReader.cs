using System.Globalization;
using System.IO.Compression;
using System.Text;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>Reads the CSV text of an <see cref="ArchitectureTable"/>, row by row.</summary>
internal sealed class ArchitectureTableReader(string name, SearchSpaceDefinition space, ArchitectureTableOptions options)
{
    private readonly Dictionary<Architecture, (ArchitectureTableRow Row, int Line)> rows = [];

    public ArchitectureTable Read(Stream stream, string checksum)
    {
        using var plain = Decompress(stream);
        using var text = new StreamReader(plain, Encoding.UTF8, leaveOpen: true);
        var lines = new CsvLines(text, name);
        try
        {
            ReadRows(lines);
        }
        catch (InvalidDataException e)
        {
            throw lines.Error($"the compressed file is damaged behind this line ({e.Message})", e);
        }

        if (rows.Count == 0) throw lines.Error("there is no row below the names of the columns.");
        RequireComplete();
        return new ArchitectureTable(name, checksum, space, options, ScaleAccuracies());
    }

    private void ReadRows(CsvLines lines)
    {
        var header = lines.Next() ?? throw new TableFormatException($"{name} is empty; its first line must name the columns.");
        int architectureAt = IndexOf(options.ArchitectureColumn);
        int[] accuraciesAt = [.. options.AccuracyColumns.Select(IndexOf)];
        int? testAt = IndexOrNull(options.TestColumn), lossAt = IndexOrNull(options.LossColumn);
        int? costAt = IndexOrNull(options.CostColumn), parametersAt = IndexOrNull(options.ParametersColumn);

        while (lines.Next() is { } fields)
        {
            if (fields.Count != header.Count) throw lines.Error($"{fields.Count} fields, but the first line names {header.Count} columns.");
            var architecture = ParseArchitecture(lines, fields[architectureAt]);
            if (rows.TryGetValue(architecture, out var other)) throw lines.Error($"{fields[architectureAt]} already stands in line {other.Line}.");
            var row = new ArchitectureTableRow(
                architecture, [.. accuraciesAt.Select(at => Accuracy(lines, header[at], fields[at]))], Optional(lossAt, Number),
                Optional(testAt, Accuracy), Optional(costAt, Amount), Optional(parametersAt, Amount));
            rows.Add(architecture, (row, lines.Number));

            double? Optional(int? at, Func<CsvLines, string, string, double> read) => at is { } column ? read(lines, header[column], fields[column]) : null;
        }

        int? IndexOrNull(string? column) => column is null ? null : IndexOf(column);

        int IndexOf(string column) => header.Count(h => h == column) switch
        {
            1 => header.IndexOf(column),
            0 => throw lines.Error($"there is no column '{column}', only {string.Join(", ", header)}."),
            _ => throw lines.Error($"the column '{column}' stands there twice."),
        };
    }

    private Architecture ParseArchitecture(CsvLines lines, string text)
    {
        try
        {
            return ArchitectureText.Parse(space, text);
        }
        catch (GenotypeFormatException e)
        {
            throw lines.Error($"'{text}' is no architecture of space '{space.Name}'. {e.Message}", e);
        }
    }

    private static double Number(CsvLines lines, string column, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw lines.Error($"column '{column}' holds '{text}', but must hold a number.");

    private static double Amount(CsvLines lines, string column, string text)
    {
        double value = Number(lines, column, text);
        return value >= 0 ? value : throw lines.Error(FormattableString.Invariant($"column '{column}' holds {value}, but must be at least 0."));
    }

    private double Accuracy(CsvLines lines, string column, string text)
    {
        double value = Number(lines, column, text), largest = options.Scale is { } scale ? 1 / scale : 100;
        return value >= 0 && value <= largest
            ? value
            : throw lines.Error(FormattableString.Invariant($"column '{column}' holds {value}, but an accuracy must be from 0 to {largest}."));
    }

    private void RequireComplete()
    {
        if (!options.RequireComplete || rows.Count == ArchitectureEnumeration.Count(space)) return;
        var missing = ArchitectureEnumeration.All(space).First(a => !rows.ContainsKey(a));
        throw new TableFormatException(
            $"{name} has {rows.Count} of the {ArchitectureEnumeration.Count(space)} architectures of space '{space.Name}'; missing is, for example, {ArchitectureText.Format(missing)}.");
    }

    private Dictionary<Architecture, ArchitectureTableRow> ScaleAccuracies()
    {
        var all = rows.Values.Select(static r => r.Row).ToList();
        double[] scales = [.. Enumerable.Range(0, options.AccuracyColumns.Count).Select(column => ScaleOf(all.Max(r => r.Accuracies[column])))];
        double testScale = ScaleOf(all.Max(static r => r.TestAccuracy) ?? 0);
        return all.ToDictionary(static r => r.Architecture, r => r with
        {
            Accuracies = [.. r.Accuracies.Select((accuracy, column) => Math.Min(1, accuracy * scales[column]))],
            TestAccuracy = r.TestAccuracy is { } test ? Math.Min(1, test * testScale) : null,
        });

        double ScaleOf(double largest) => options.Scale ?? (largest > 1 ? 0.01 : 1);
    }

    private static Stream Decompress(Stream stream)
    {
        long start = stream.Position;
        bool compressed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = start;
        return compressed ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : new BufferedStream(stream);
    }
}

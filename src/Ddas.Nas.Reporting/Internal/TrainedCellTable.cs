using System.ComponentModel;
using System.Globalization;
using System.Text;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Files;

namespace Ddas.Nas.Reporting.Internal;

/// <summary>The table of trained cells as the paper prints it: accuracy, parameters with the auxiliary head, FLOPs (Tables 1 and 2).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TrainedCellTable
{
    private const string Header = "cell,supernetAccuracy,testAccuracy,testLoss,parameters,parametersWithAuxiliary,flops,latencyMs,genotype\n";

    /// <summary>What a table calls a cell: its published name, else the step that found it, else a part of its genotype.</summary>
    public static string Label(TrainedCellManifest cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Name ?? (cell.Source is { } source ? string.Create(CultureInfo.InvariantCulture, $"step {source.Step}") : "genotype");
    }

    /// <summary>The table as text, columns aligned, best accuracy first.</summary>
    /// <param name="cells">Trained cells.</param>
    /// <param name="latency">Milliseconds of a cell; null for a table without that column.</param>
    public static string ToText(IReadOnlyList<TrainedCellManifest> cells, Func<TrainedCellManifest, double>? latency = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{"cell",-24} {"supernet %",10} {"test %",8} {"params M",9} {"MFLOPs",9}{(latency is null ? "" : "   latency ms")}\n"));
        foreach (var cell in cells.OrderByDescending(static c => c.TestAccuracy))
        {
            string supernet = cell.Source is { } source ? string.Create(CultureInfo.InvariantCulture, $"{100 * source.SupernetAccuracy:F2}") : "";
            text.Append(CultureInfo.InvariantCulture, $"{Label(cell),-24} {supernet,10} {100 * cell.TestAccuracy,8:F2} {cell.ParametersWithAuxiliary / 1e6,9:F3} {cell.FlopsPaper / 1e6,9:F1}");
            if (latency is not null) text.Append(CultureInfo.InvariantCulture, $" {latency(cell),12:F3}");
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Writes the table as CSV, in the order given, full precision, accuracies as fractions; the file is replaced as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cells">Trained cells.</param>
    /// <param name="latency">Milliseconds of a cell; null to leave the column empty.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<TrainedCellManifest> cells, Func<TrainedCellManifest, double>? latency = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(cells);
        var text = new StringBuilder(Header);
        foreach (var cell in cells)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Label(cell)},{cell.Source?.SupernetAccuracy:R},{cell.TestAccuracy:R},{cell.TestLoss:R},");
            text.Append(CultureInfo.InvariantCulture, $"{cell.Parameters},{cell.ParametersWithAuxiliary},{cell.FlopsPaper},{latency?.Invoke(cell):R},\"{cell.Genotype}\"\n");
        }

        AtomicFile.WriteText(path, text.ToString());
    }
}

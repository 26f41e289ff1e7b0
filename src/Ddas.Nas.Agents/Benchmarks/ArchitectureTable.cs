using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Ddas.Nas.Records.Files;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>
/// Measured architectures of a space, as a tabular benchmark publishes them (for example all 15,625 of NAS-Bench-201).
/// Immutable; several searches can share one.
/// </summary>
public sealed class ArchitectureTable : IDescribed
{
    private readonly Dictionary<Architecture, ArchitectureTableRow> rows;
    private readonly ArchitectureTableOptions options;

    internal ArchitectureTable(string name, string checksum, SearchSpaceDefinition space, ArchitectureTableOptions options, Dictionary<Architecture, ArchitectureTableRow> rows)
    {
        (Name, Checksum, Space, this.options, this.rows) = (name, checksum, space, options, rows);
        AccuracyColumns = rows.Values.First().Accuracies.Length;
        double accuracy = rows.Values.Average(static r => r.Accuracies.Average());
        Mean = new ArchitectureScore(accuracy, rows.Values.Average(static r => r.Loss) ?? 1 - accuracy)
        {
            Figures = Figures.None
                .With(Figures.Flops, rows.Values.Average(static r => r.Cost))
                .With(Figures.Parameters, rows.Values.Average(static r => r.Parameters))
                .With(Figures.TestAccuracy, rows.Values.Average(static r => r.TestAccuracy)),
        };
    }

    /// <summary>The file it was read from, or what its reader called it.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the bytes it was read from, compressed or not, in lower-case hexadecimal digits.</summary>
    public string Checksum { get; }

    /// <summary>The space of its architectures.</summary>
    public SearchSpaceDefinition Space { get; }

    /// <summary>All rows, in the order of the file.</summary>
    public IReadOnlyCollection<ArchitectureTableRow> Rows => rows.Values;

    /// <summary>How many accuracy columns were read, at least 1.</summary>
    public int AccuracyColumns { get; }

    /// <summary>The mean of each column, over several accuracy columns together; the reference of rewards.</summary>
    public ArchitectureScore Mean { get; }

    /// <summary>
    /// The whole of NAS-Bench-201 on CIFAR-10 (X. Dong, Y. Yang, ICLR 2020), which comes with this library. Its columns:
    /// <c>arch</c>; accuracies in percent, <c>cifar10_valid</c> and <c>cifar10_test</c> after 200 epochs,
    /// <c>cifar10_valid_e12</c> and <c>cifar10_test_e12</c> after the 12-epoch schedule; <c>flops_m</c> (multiply-adds) and
    /// <c>params_m</c>, both in millions.
    /// </summary>
    /// <param name="options">Which columns to read; null for <see cref="ArchitectureTableOptions.NasBench201"/>.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    /// <exception cref="TableFormatException">There is no column of a name.</exception>
    public static ArchitectureTable NasBench201(ArchitectureTableOptions? options = null)
    {
        using var table = typeof(ArchitectureTable).Assembly.GetManifestResourceStream("nasbench201.csv.gz")!;
        return Read(table, SearchSpaceDefinition.NasBench201.Name, SearchSpaceDefinition.NasBench201, options ?? ArchitectureTableOptions.NasBench201());
    }

    /// <summary>Reads a CSV file, gzip-compressed or not, whose first line names its columns.</summary>
    /// <param name="path">The file; that it is compressed is seen from its first bytes.</param>
    /// <param name="space">The space that its architectures belong to.</param>
    /// <param name="options">Which columns to read; null for the default names.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    /// <exception cref="TableFormatException">
    /// A column or row is missing, a row is double, a number or an architecture malformed; the message says in which line.
    /// </exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static ArchitectureTable Read(string path, SearchSpaceDefinition space, ArchitectureTableOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = Open(path);
        return Read(file, path, space, options);
    }

    /// <summary>Reads a CSV text from a stream that can seek; see <see cref="Read(string, SearchSpaceDefinition, ArchitectureTableOptions?)"/>.</summary>
    /// <param name="stream">The text, gzip-compressed or not. It stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="space">The space that its architectures belong to.</param>
    /// <param name="options">Which columns to read; null for the default names.</param>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    /// <exception cref="TableFormatException">The text is no such table; the message says why and in which line.</exception>
    public static ArchitectureTable Read(Stream stream, string name, SearchSpaceDefinition space, ArchitectureTableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek) throw new ArgumentException($"The stream of {name} cannot seek.", nameof(stream));
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(space);
        options ??= new ArchitectureTableOptions();
        options.Validate();
        long start = stream.Position;
        string checksum = Convert.ToHexStringLower(SHA256.HashData(stream));
        stream.Position = start;
        return new ArchitectureTableReader(name, space, options).Read(stream, checksum);
    }

    /// <summary>Says which file it was read from, and which columns.</summary>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Dataset = (Path.GetFileName(Name), Checksum);
        into.Set("accuracy", string.Join(",", options.AccuracyColumns));
        into.Set("test", options.TestColumn);
        into.Set("loss", options.LossColumn);
        into.Set("cost", options.CostColumn);
        into.Set("parameters", options.ParametersColumn);
        if (options.Scale is { } scale) into.Set("scale", scale);
    }

    /// <summary>The row of an architecture, where the table has it.</summary>
    public bool TryFind(Architecture architecture, [NotNullWhen(true)] out ArchitectureTableRow? row) => rows.TryGetValue(architecture, out row);

    /// <summary>The row of an architecture.</summary>
    /// <exception cref="TableFormatException">The table does not have it; the message says which.</exception>
    public ArchitectureTableRow Find(Architecture architecture) =>
        TryFind(architecture, out var row) ? row : throw new TableFormatException($"{Name} has no row for {ArchitectureText.Format(architecture)}.");

    private static FileStream Open(string path)
    {
        try
        {
            return RegularFile.OpenRead(path);
        }
        catch (InvalidDataException e)
        {
            throw new TableFormatException(e.Message, e);
        }
    }
}

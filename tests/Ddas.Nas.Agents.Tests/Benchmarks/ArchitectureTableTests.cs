using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Tests.Benchmarks;

public class ArchitectureTableTests
{
    private static readonly string Plain = SmallTable.Csv("arch,accuracy", i => $"{i / 10.0}");

    [Fact]
    public void Every_named_column_is_read_and_no_other()
    {
        string csv = SmallTable.Csv("arch,a1,junk,test,loss,flops,params,a2", i => $"0.{i},?,0.5{i},{i}.25,1e3,{7 + i},0.{i}5");

        var table = SmallTable.Read(csv, new ArchitectureTableOptions
        {
            AccuracyColumns = ["a2", "a1"], TestColumn = "test", LossColumn = "loss", CostColumn = "flops", ParametersColumn = "params",
        });

        table.Rows.Should().HaveCount(8);
        table.AccuracyColumns.Should().Be(2);
        var row = table.Find(ArchitectureText.Parse(SmallTable.Space, SmallTable.Texts[3]));
        row.Accuracies.Should().Equal(0.35, 0.3);
        row.Score(1).Should().Be(new ArchitectureScore(0.3, 3.25) { Figures = Figures.None.With("testAccuracy", 0.53) }, "costs are known before measuring");
        (row.Cost, row.Parameters).Should().Be((1000, 10));
        table.Mean.Accuracy.Should().BeApproximately(0.375, 1e-12, "a1 averages 0.35 and a2 0.4");
        table.Mean.Loss.Should().BeApproximately(3.75, 1e-12);
        table.Mean.TestAccuracy.Should().BeApproximately(0.535, 1e-12);
        (table.Mean.Flops, table.Mean.Parameters).Should().Be((1000, 10.5));
    }

    [Fact]
    public void Without_a_loss_column_the_loss_is_one_minus_accuracy()
    {
        var table = SmallTable.Read(Plain);

        table.Find(ArchitectureText.Parse(SmallTable.Space, SmallTable.Texts[2])).Score(0).Should().Be(new ArchitectureScore(0.2, 0.8));
        table.Mean.Accuracy.Should().BeApproximately(0.35, 1e-12);
        table.Mean.Loss.Should().BeApproximately(0.65, 1e-12);
        table.Mean.TestAccuracy.Should().BeNull();
    }

    [Fact]
    public void Percents_are_seen_column_by_column()
    {
        string csv = SmallTable.Csv("arch,accuracy,test", i => $"0.{i},{i * 12.5}");

        var row = SmallTable.Read(csv, new ArchitectureTableOptions { TestColumn = "test" }).Rows.ElementAt(6);

        (row.Accuracies[0], row.TestAccuracy).Should().Be((0.6, 0.75));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ten_thousand_damaged_tables_are_read_or_refused_with_the_file(bool compressed)
    {
        byte[] sound = Encoding.UTF8.GetBytes(SmallTable.Csv("arch,accuracy,test", i => $"0.{i},0.{i}5"));
        if (compressed)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(sound);
            sound = packed.ToArray();
        }

        int refused = Mutations.Feed(
            sound, bytes => ArchitectureTable.Read(new MemoryStream(bytes), "small.csv", SmallTable.Space, new ArchitectureTableOptions { TestColumn = "test" }),
            "small.csv", refusals: typeof(TableFormatException));

        refused.Should().BeGreaterThan(Mutations.Count / 4);
    }

    [Theory]
    [InlineData("-1", "small.csv, line 3: column 'cost' holds -1, but must be at least 0.")]
    [InlineData("NaN", "small.csv, line 3: column 'cost' holds 'NaN', but must hold a number.")]
    [InlineData("1e999", "small.csv, line 3: column 'cost' holds '1e999', but must hold a number.")]
    public void Costs_and_parameters_are_finite_and_at_least_0(string nonsense, string message)
    {
        string csv = SmallTable.Csv("arch,accuracy,cost", i => i == 1 ? $"0.1,{nonsense}" : $"0.{i},{i}");

        foreach (var options in (ArchitectureTableOptions[])[new() { CostColumn = "cost" }, new() { ParametersColumn = "cost" }])
            FluentActions.Invoking(() => SmallTable.Read(csv, options)).Should().Throw<TableFormatException>().WithMessage(message);
    }

    [Fact]
    public void A_pipe_and_a_stream_that_cannot_seek_are_refused()
    {
        using var folder = new TemporaryFolder();
        string pipe = Pipes.Make(folder.Combine("table.csv"));
        using var stream = new GZipStream(new MemoryStream(), CompressionMode.Decompress);

        Pipes.Read(() => ArchitectureTable.Read(pipe, SmallTable.Space)).Should().BeOfType<TableFormatException>().Which.Message.Should().StartWith($"{pipe} is a pipe, but only regular files are read");
        FluentActions.Invoking(() => ArchitectureTable.Read(stream, "small.csv", SmallTable.Space)).Should().Throw<ArgumentException>().WithMessage("The stream of small.csv cannot seek.*");
    }

    [Fact]
    public void A_declared_scale_is_not_guessed()
    {
        string csv = SmallTable.Csv("arch,accuracy", i => $"0.{i}");

        SmallTable.Read(csv, new ArchitectureTableOptions { Scale = 0.01 }).Rows.ElementAt(5).Accuracies[0].Should().BeApproximately(0.005, 1e-15);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_is_read_plain_or_compressed_whatever_its_name(bool compressed)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Combine("table.txt");
        File.WriteAllBytes(path, compressed ? Compress(Plain) : Encoding.UTF8.GetBytes(Plain));

        var table = ArchitectureTable.Read(path, SmallTable.Space);

        table.Name.Should().Be(path);
        table.Rows.Select(r => r.Accuracies[0]).Should().Equal(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7);
    }

    [Fact]
    public void Quotes_spaces_empty_lines_and_windows_line_ends_are_read()
    {
        string csv = "\"arch\", accuracy ,\"the, \"\"note\"\"\"\r\n\r\n" + string.Concat(SmallTable.Texts.Select((t, i) => $"\"{t}\", 0.{i} ,\"a, \"\"b\"\"\"\r\n"));

        SmallTable.Read(csv).Rows.Select(r => r.Accuracies[0]).Should().Equal(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7);
    }

    [Theory]
    [InlineData("", "small.csv is empty; its first line must name the columns.")]
    [InlineData("arch,accuracy\n", "small.csv, line 1: there is no row below the names of the columns.")]
    [InlineData("arch,top1,top5\n", "small.csv, line 1: there is no column 'accuracy', only arch, top1, top5.")]
    [InlineData("arch,accuracy,accuracy\n", "small.csv, line 1: the column 'accuracy' stands there twice.")]
    [InlineData("arch,accuracy\n|x~0|+|x~0|x~1|\n", "small.csv, line 2: 1 fields, but the first line names 2 columns.")]
    [InlineData("arch,accuracy\n\n|x~0|+|x~0|x~1|,high\n", "small.csv, line 3: column 'accuracy' holds 'high', but must hold a number.")]
    [InlineData("arch,accuracy\n|x~0|+|x~0|x~1|,\n", "small.csv, line 2: column 'accuracy' holds '', but must hold a number.")]
    [InlineData("arch,accuracy\n|x~0|+|x~0|x~1|,NaN\n", "small.csv, line 2: column 'accuracy' holds 'NaN', but must hold a number.")]
    [InlineData("arch,accuracy\n|x~0|+|x~0|x~1|,-0.1\n", "small.csv, line 2: column 'accuracy' holds -0.1, but an accuracy must be from 0 to 100.")]
    [InlineData("arch,accuracy\n|x~0|+|x~0|x~1|,100.5\n", "small.csv, line 2: column 'accuracy' holds 100.5, but an accuracy must be from 0 to 100.")]
    [InlineData("arch,accuracy\n|x~0|+|x~0|x~1|,1\n|x~0|+|x~1|x~0|,1\n", "small.csv, line 3: |x~0|+|x~1|x~0| already stands in line 2.")]
    [InlineData("arch,accuracy\n|y~0|+|x~0|x~1|,1\n", "small.csv, line 2: '|y~0|+|x~0|x~1|' is no architecture of space 'small'. At position 1: *")]
    [InlineData("arch,accuracy\n\"|x~0|+|x~0|x~1|,1\n", "small.csv, line 2: a field's closing quote is missing.")]
    [InlineData("arch,accuracy\n\"|x~0|+|x~0|x~1|\"1,1\n", "small.csv, line 2: a comma was expected behind the closing quote, but '1' was found.")]
    public void Bad_input_gets_one_error_with_its_line(string csv, string message)
    {
        var read = () => SmallTable.Read(csv);

        read.Should().Throw<TableFormatException>().WithMessage(message);
    }

    [Fact]
    public void A_declared_scale_bounds_the_numbers()
    {
        var read = () => SmallTable.Read("arch,accuracy\n|x~0|+|x~0|x~1|,1.5\n", new ArchitectureTableOptions { Scale = 1 });

        read.Should().Throw<TableFormatException>().WithMessage("*line 2: column 'accuracy' holds 1.5, but an accuracy must be from 0 to 1.");
    }

    [Fact]
    public void A_missing_row_is_named_unless_gaps_are_allowed()
    {
        string csv = Plain.Replace(SmallTable.Texts[5] + ",0.5\n", "", StringComparison.Ordinal);
        var read = () => SmallTable.Read(csv);

        read.Should().Throw<TableFormatException>().WithMessage("small.csv has 7 of the 8 architectures of space 'small'; missing is, for example, |x~0|+|none~0|x~1|.");

        var table = SmallTable.Read(csv, new ArchitectureTableOptions { RequireComplete = false });
        var missing = ArchitectureText.Parse(SmallTable.Space, SmallTable.Texts[5]);
        table.TryFind(missing, out _).Should().BeFalse();
        table.Invoking(t => t.Find(missing)).Should().Throw<TableFormatException>().WithMessage("small.csv has no row for |x~0|+|none~0|x~1|.");
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        using var stream = new MemoryStream(Compress("arch,accuracy\n" + new string('|', 20_000_000)));
        var read = () => ArchitectureTable.Read(stream, "bomb.csv.gz", SmallTable.Space);

        read.Should().Throw<TableFormatException>().WithMessage("bomb.csv.gz, line 2: longer than 65536 characters, so this is no table of architectures.");
    }

    [Fact]
    public void A_damaged_compressed_file_is_refused()
    {
        byte[] whole = Compress(Plain);
        byte[] garbled = [.. whole];
        Array.Fill<byte>(garbled, 0xFF, 12, 20);

        foreach (byte[] bytes in new[] { garbled, whole[..^20] })
        {
            using var stream = new MemoryStream(bytes);
            var read = () => ArchitectureTable.Read(stream, "t.csv.gz", SmallTable.Space);
            read.Should().Throw<TableFormatException>().WithMessage("t.csv.gz*");
        }
    }

    [Fact]
    public void An_absent_file_is_an_io_error()
    {
        using var folder = new TemporaryFolder();
        var read = () => ArchitectureTable.Read(folder.Combine("none.csv"), SmallTable.Space);

        read.Should().Throw<FileNotFoundException>();
    }

    [Fact]
    public void Nas_bench_201_is_read_whole()
    {
        var table = ArchitectureTable.NasBench201();

        table.Rows.Should().HaveCount(15_625);
        // The best test accuracy, row 6111; its neighbours in the table do not matter.
        var best = table.Rows.MaxBy(r => r.TestAccuracy)!;
        best.TestAccuracy.Should().BeApproximately(0.943733, 1e-9);
        table.Rows.ElementAt(6111).Should().BeSameAs(best);
        (table.Rows.Min(r => r.Cost), table.Rows.Max(r => r.Cost)).Should().Be((7.78305, 220.11969));
        (table.Rows.Min(r => r.Parameters), table.Rows.Max(r => r.Parameters)).Should().Be((0.073306, 1.531546));
        // Row 0: |avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|
        table.Rows.First().Architecture.Cell(0).Select(p => p.Operation).Should().Equal(4, 2, 1, 2, 1, 1);
        table.Rows.First().Accuracies[0].Should().BeApproximately(0.63364, 1e-12);
    }

    [Fact]
    public void Nas_bench_201_is_the_file_of_the_repository()
    {
        var columns = new ArchitectureTableOptions { AccuracyColumns = ["cifar10_valid", "cifar10_valid_e12"], TestColumn = "cifar10_test_e12" };

        var (own, file) = (ArchitectureTable.NasBench201(columns), ArchitectureTable.Read(RepositoryData.NasBench201, SearchSpaceDefinition.NasBench201, columns));

        own.Name.Should().Be("nasbench201");
        own.Checksum.Should().Be(file.Checksum).And.Be(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(RepositoryData.NasBench201))));
        own.Rows.Select(Figures).Should().Equal(file.Rows.Select(Figures));

        static (Architecture, double, double, double?) Figures(ArchitectureTableRow row) => (row.Architecture, row.Accuracies[0], row.Accuracies[1], row.TestAccuracy);
    }

    [Fact]
    public void A_column_that_nas_bench_201_has_not_is_named()
    {
        var read = () => ArchitectureTable.NasBench201(new ArchitectureTableOptions { AccuracyColumns = ["imagenet"] });

        read.Should().Throw<TableFormatException>().WithMessage("nasbench201, line 1: there is no column 'imagenet', only arch, cifar10_valid, cifar10_test, *");
    }

    private static byte[] Compress(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return buffer.ToArray();
    }
}

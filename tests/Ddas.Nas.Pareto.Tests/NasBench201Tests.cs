using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Ddas.Nas.Pareto.Internal;
using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Pareto.Tests;

/// <summary>The whole published table of NAS-Bench-201 (CIFAR-10), 15,625 architectures.</summary>
public class NasBench201Tests
{
    private static readonly Objective<Row> Accuracy = new("test accuracy", "%", Direction.Maximize, row => row.Test);
    private static readonly Objective<Row> Flops = new("FLOPs", "M", Direction.Minimize, row => row.Flops);

    [Fact]
    public void Front_of_accuracy_and_flops_equals_the_published_one()
    {
        Row[] rows = ReadTable();
        using JsonDocument published = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Resources", "nasbench201_pareto.json")));
        Row[] expected = [.. published.RootElement.GetProperty("cifar10").GetProperty("front_computed_here").EnumerateArray().Select(point => new Row(
            point.GetProperty("index").GetInt32(),
            point.GetProperty("test_acc").GetDouble(),
            point.GetProperty("flops_m").GetDouble()))];

        IReadOnlyList<Row> front = new ParetoFront<Row>([Accuracy, Flops], rows).OrderedBy(Flops);

        rows.Should().HaveCount(15_625);
        front.Select(row => row with { Proxy = 0 }).Should().Equal(expected);
        NonDominatedSorting.Fronts(rows, [Accuracy, Flops])[0].Select(i => (rows[i].Test, rows[i].Flops)).Distinct()
            .Should().BeEquivalentTo(expected.Select(row => (row.Test, row.Flops)));
    }

    [Fact]
    public void Hypervolume_of_the_front_is_that_of_the_table()
    {
        Row[] rows = ReadTable();
        double[] reference = [0, 220.11969];
        var front = new ParetoFront<Row>([Accuracy, Flops], rows);
        // The area under a staircase, summed from the largest network down.
        double expected = 0;
        double right = 220.11969;
        foreach (Row row in front.OrderedBy(Flops).Reverse())
        {
            expected += (right - row.Flops) * row.Test;
            right = row.Flops;
        }

        Hypervolume.Of(rows, [Accuracy, Flops], reference).Should().BeApproximately(expected, 1e-9 * expected);
        new HypervolumeHistory<Row>([Accuracy, Flops], reference, rows).Value.Should().BeApproximately(expected, 1e-9 * expected);
    }

    [Fact]
    public void The_12_epoch_column_ranks_as_published()
    {
        Row[] rows = ReadTable();

        RankCorrelation.Spearman([.. rows.Select(row => row.Proxy)], [.. rows.Select(row => row.Test)]).Should().BeApproximately(0.77, 0.005);
    }

    private static Row[] ReadTable()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(RepositoryData.NasBench201), CompressionMode.Decompress));
        List<string> columns = [.. reader.ReadLine()!.Split(',')];
        int test = columns.IndexOf("cifar10_test");
        int flops = columns.IndexOf("flops_m");
        int proxy = columns.IndexOf("cifar10_valid_e12");
        var rows = new List<Row>();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            rows.Add(new Row(rows.Count, Number(cells[test]), Number(cells[flops]), Number(cells[proxy])));
        }
        return [.. rows];

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    private sealed record Row(int Index, double Test, double Flops, double Proxy = 0);
}

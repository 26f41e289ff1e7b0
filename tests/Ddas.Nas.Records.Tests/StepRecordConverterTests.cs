using System.Globalization;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests;

public sealed class StepRecordConverterTests : IDisposable
{
    // Lines of version 0.1's logs: of a DDPG search in a supernet, and of one on a table.
    private const string OldSupernet = """{"step":41,"phase":"exploit","genotype":"Genotype(normal=[('none', 0)])","accuracy":0.34375,"loss":1.7391300201416016,"reward":0.05,"flops":68454892,"parameters":165882,"testAccuracy":0.9133,"seconds":1.25,"criticLoss":0.001,"actorLoss":-0.5,"meanQ":0.5,"spread":0.25,"saturation":0,"noneCount":2,"ties":0,"burst":false}""";
    private const string OldTable = """{"step":0,"phase":"explore","genotype":"|skip_connect~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|skip_connect~2|","accuracy":0.7319599999999999,"loss":0.26804000000000006,"reward":0.0434432076799961,"flops":113.95137,"testAccuracy":0.9133,"seconds":0.0075654,"noneCount":0,"ties":0}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(OldSupernet)]
    [InlineData(OldTable)]
    public void A_line_of_an_earlier_version_reads_and_is_written_again_byte_for_byte(string line) => Written(Read(line)).Should().Be(line);

    [Fact]
    public void The_order_of_keys_is_that_of_today_whatever_the_order_of_figures()
    {
        var record = Read(OldSupernet);

        Written(record with { Figures = Figures.Of(record.Figures.Reverse()) }).Should().Be(OldSupernet);
    }

    [Fact]
    public void Its_fields_become_figures()
    {
        var record = Read(OldSupernet);

        (record.Step, record.Phase, record.Accuracy, record.Seconds).Should().Be((41, "exploit", 0.34375, 1.25));
        (record.Flops, record.Parameters, record.TestAccuracy).Should().Be((68454892, 165882, 0.9133));
        record.Figures["criticLoss"].Should().Be(0.001);
        record.Figures["burst"].Should().Be(0);
        Read(OldSupernet.Replace("false", "true", StringComparison.Ordinal)).Figures["burst"].Should().Be(1);
    }

    [Fact]
    public void Figures_of_the_callers_stand_last_in_their_order()
    {
        var record = Read(OldTable);
        var figures = Figures.Of([new("latency", 0.5), .. record.Figures, new("energy", 2)]);

        string line = Written(record with { Figures = figures });

        line.Should().Be(OldTable.Replace("\"ties\":0}", "\"ties\":0,\"latency\":0.5,\"energy\":2}", StringComparison.Ordinal));
        Read(line).Should().Be(record with { Figures = figures });
    }

    [Fact]
    public void What_a_line_requires_is_what_no_figure_is_named() =>
        FluentActions.Invoking(() => Read("{}")).Should().Throw<RecordFormatException>().WithMessage($"*the step lacks {string.Join(", ", StepRecord.FieldNames)}");

    [Fact]
    public void A_number_of_a_later_version_is_a_figure_and_anything_else_is_passed_over() =>
        Read(OldTable.Replace("\"ties\":0}", "\"ties\":0,\"energy\":3,\"yes\":true,\"no\":null,\"novel\":[1,{\"a\":2}],\"text\":\"x\"}", StringComparison.Ordinal))
            .Should().Be(Read(OldTable) with { Figures = Read(OldTable).Figures.With("energy", 3).With("yes", 1) });

    [Theory]
    [InlineData("{}", "the step lacks step, phase, genotype, accuracy, loss, reward, seconds")]
    [InlineData("""{"step":0,"phase":"p","accuracy":0.5,"loss":1,"seconds":2}""", "the step lacks genotype, reward")]
    [InlineData("""{"step":0,"phase":"p","genotype":"g","accuracy":null,"loss":1,"reward":0,"seconds":2}""", "the step lacks accuracy")]
    [InlineData("""{"step":0,"phase":1,"genotype":"g","accuracy":0.5,"loss":1,"reward":0,"seconds":2}""", "'phase' is no text")]
    [InlineData("""{"step":0,"phase":"p","genotype":"g","accuracy":"0.5","loss":1,"reward":0,"seconds":2}""", "'accuracy' is no number")]
    [InlineData("""{"step":0,"phase":"p","genotype":"g","accuracy":0.5,"loss":1,"reward":0,"seconds":2,"flops":[1]}""", "'flops' is no number")]
    [InlineData("""{"step":0,"phase":"p","genotype":"g","accuracy":0.5,"loss":1,"reward":0,"seconds":2,"burst":"no"}""", "'burst' is no number")]
    [InlineData("""{"step":0,"phase":"p","genotype":"g","accuracy":0.5,"loss":1e999,"reward":0,"seconds":2}""", "loss is Infinity, but must be finite")]
    [InlineData("""{"step":0,"phase":"p","genotype":"g","accuracy":0.5,"loss":1,"loss":2,"reward":0,"seconds":2}""", "'loss' stands twice")]
    [InlineData("""{"step":0.5,"phase":"p","genotype":"g","accuracy":0.5,"loss":1,"reward":0,"seconds":2}""", "'step' is 0.5, but must be a whole number")]
    [InlineData("""{"step":3000000000,"phase":"p","genotype":"g","accuracy":0.5,"loss":1,"reward":0,"seconds":2}""", "'step' is 3000000000, but must be a whole number")]
    [InlineData("[1]", "a step record was expected, but a JSON StartArray was found")]
    public void What_is_missing_or_wrong_is_named(string line, string message)
    {
        using var culture = new Invariant();

        FluentActions.Invoking(() => Read(line)).Should().Throw<RecordFormatException>().WithMessage($"*steps.jsonl, line 1: *{message}*");
    }

    private StepRecord Read(string line)
    {
        string path = folder.Combine("steps.jsonl");
        File.WriteAllText(path, line + "\n");
        return StepLogReader.Read(path).Single();
    }

    private string Written(StepRecord record)
    {
        string path = folder.Combine("written");
        File.Delete(path);
        using (var log = StepLogWriter.Create(path)) log.Write(record);
        return File.ReadAllText(path).TrimEnd('\n');
    }

    private sealed class Invariant : IDisposable
    {
        private readonly CultureInfo before = CultureInfo.CurrentCulture;

        public Invariant() => CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        public void Dispose() => CultureInfo.CurrentCulture = before;
    }
}

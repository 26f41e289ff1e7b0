using System.IO.Compression;
using System.Text;

namespace Ddas.Nas.Records.Tests;

public sealed class StepLogReaderTests : IDisposable
{
    private const string Good = """{"step":0,"phase":"explore","genotype":"g","accuracy":0.5,"loss":1,"reward":0,"seconds":2}""";

    private readonly TemporaryFolder folder = new();

    private string Log => folder.Combine("steps.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_half_written_last_line_is_ignored_and_reported()
    {
        var warnings = new List<string>();
        File.WriteAllText(Log, Good + "\n" + Good[..40]);

        StepLogReader.Read(Log, warnings.Add).Should().HaveCount(1);

        warnings.Should().ContainSingle().Which.Should().EndWith("steps.jsonl, line 2: half-written (40 bytes without an end of line), ignored.");
    }

    [Fact]
    public void A_last_line_without_its_end_is_half_written_even_where_it_would_parse()
    {
        File.WriteAllText(Log, Good);

        StepLogReader.Read(Log).Should().BeEmpty();
    }

    [Theory]
    [InlineData("not json", "*line 2: *")]
    [InlineData("", "*line 2: *")]
    [InlineData("null", "*line 2: a step record was expected, but null was found.")]
    [InlineData("{\"step\":1}", "*line 2: *phase*")]
    [InlineData("{\"step\":1,\"phase\":null,\"genotype\":\"g\",\"accuracy\":0.5,\"loss\":1,\"reward\":0,\"seconds\":2}", "*line 2: *")]
    [InlineData("{\"step\":\"1\",\"phase\":\"p\",\"genotype\":\"g\",\"accuracy\":0.5,\"loss\":1,\"reward\":0,\"seconds\":2}", "*line 2: *")]
    [InlineData("{\"step\":0,\"phase\":\"explore\"", "*line 2: *")]
    public void A_bad_line_elsewhere_is_an_error_with_its_number(string line, string message)
    {
        File.WriteAllText(Log, Good + "\n" + line + "\n" + Good + "\n");
        using var steps = StepLogReader.Read(Log).GetEnumerator();

        steps.MoveNext().Should().BeTrue();
        steps.Invoking(s => s.MoveNext()).Should().Throw<RecordFormatException>().WithMessage(message);
    }

    [Theory]
    [InlineData("\"step\":1", "\"step\":-1", "step is -1, but must be at least 0.")]
    [InlineData("\"step\":1", "\"step\":0", "step is 0, but must be above 0, the step of the line above.")]
    [InlineData("\"step\":1,", "", "the step lacks step")]
    [InlineData("\"accuracy\":0.5", "\"accuracy\":5", "accuracy is 5, but must be from 0 to 1.")]
    [InlineData("\"accuracy\":0.5", "\"accuracy\":0.5,\"testAccuracy\":-0.1", "testAccuracy is -0.1, but must be from 0 to 1.")]
    [InlineData("\"loss\":1", "\"loss\":1e999", "loss is Infinity, but must be finite.")]
    [InlineData("\"reward\":0", "\"reward\":-1e999", "reward is -Infinity, but must be finite.")]
    [InlineData("\"seconds\":2", "\"seconds\":2,\"flops\":-1", "flops is -1, but must be finite and at least 0.")]
    [InlineData("\"seconds\":2", "\"seconds\":2,\"parameters\":1e999", "parameters is Infinity, but must be finite and at least 0.")]
    [InlineData("\"seconds\":2", "\"seconds\":-2", "seconds is -2, but must be finite and at least 0.")]
    [InlineData("\"seconds\":2", "\"seconds\":2,\"ties\":-2", "ties is -2, but must be finite and at least 0.")]
    public void A_record_that_no_search_writes_is_an_error_with_line_and_field(string sound, string nonsense, string problem)
    {
        File.WriteAllText(Log, Good + "\n" + Good.Replace("\"step\":0", "\"step\":1").Replace(sound, nonsense) + "\n");

        FluentActions.Invoking(() => StepLogReader.Read(Log).Count()).Should().Throw<RecordFormatException>().WithMessage($"{Log}, line 2: {problem}");
    }

    [Fact]
    public void Steps_that_were_rolled_back_leave_gaps()
    {
        File.WriteAllText(Log, Good.Replace("\"step\":0", "\"step\":3") + "\n" + Good.Replace("\"step\":0", "\"step\":7") + "\n");

        StepLogReader.Read(Log).Select(step => step.Step).Should().Equal(3, 7);
    }

    [Fact]
    public void A_field_of_a_later_version_and_windows_line_ends_are_read()
    {
        File.WriteAllText(Log, Good.Replace("}", ",\"novel\":[1]}") + "\r\n");

        StepLogReader.Read(Log).Single().Seconds.Should().Be(2);
    }

    [Theory]
    [InlineData("steps.jsonl")]
    [InlineData("steps.jsonl.gz")]
    public void Ten_thousand_damaged_logs_are_read_or_refused_with_the_file(string name)
    {
        string path = folder.Combine(name);
        using (var log = StepLogWriter.Create(folder.Combine("sound")))
            for (int step = 0; step < 5; step++) log.Write(StepRecords.Bare(step));
        byte[] sound = File.ReadAllBytes(folder.Combine("sound"));
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var compressed = new MemoryStream();
            using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal)) gzip.Write(sound);
            sound = compressed.ToArray();
        }

        int refused = Mutations.Feed(sound, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            foreach (var record in StepLogReader.Read(path)) record.Should().NotBeNull();
        }, name, refusals: typeof(RecordFormatException));

        refused.Should().BeGreaterThan(Mutations.Count / 4);
    }

    [Fact]
    public void Lines_are_read_across_the_buffers_borders()
    {
        string[] genotypes = [.. Enumerable.Range(0, 60).Select(i => new string('x', i * 97) + i)];
        File.WriteAllText(Log, string.Concat(genotypes.Append(new string('y', 300_000)).Select((g, i) => Good.Replace("\"g\"", $"\"{g}\"").Replace(":0,\"phase", $":{i},\"phase") + "\n")));

        StepLogReader.Read(Log).Select(s => s.Genotype).Should().Equal([.. genotypes, new string('y', 300_000)]);
    }

    [Fact]
    public void A_file_without_lines_is_refused_before_it_fills_memory()
    {
        File.WriteAllText(Log, Good + "\n" + new string(' ', 3_000_000) + "\n");

        FluentActions.Invoking(() => StepLogReader.Read(Log).Count()).Should().Throw<RecordFormatException>().WithMessage("*line 2: longer than 1048576 bytes*");
    }

    [Fact]
    public void Empty_is_no_steps_and_absent_is_an_error()
    {
        File.WriteAllText(Log, "");

        StepLogReader.Read(Log, _ => Assert.Fail("nothing is half-written")).Should().BeEmpty();
        FluentActions.Invoking(() => StepLogReader.Read(folder.Combine("none")).Count()).Should().Throw<FileNotFoundException>();
    }

    [Fact]
    public void A_compressed_log_reads_like_a_plain_one()
    {
        File.WriteAllBytes(Log + ".gz", Compressed(Good + "\n" + Good.Replace(":0,\"phase", ":1,\"phase") + "\n"));

        StepLogReader.Read(Log + ".gz").Should().HaveCount(2).And.AllBeEquivalentTo(new { Phase = "explore", Accuracy = 0.5 });
    }

    [Fact]
    public void A_damaged_compressed_log_is_an_error_that_names_the_file()
    {
        var bytes = Compressed(Good + "\n");
        bytes[20] ^= 0xff;
        File.WriteAllBytes(Log + ".gz", bytes);

        FluentActions.Invoking(() => StepLogReader.Read(Log + ".gz").ToArray()).Should().Throw<RecordFormatException>().WithMessage("*steps.jsonl.gz*");
    }

    private static byte[] Compressed(string text)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}

using System.Globalization;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests;

public sealed class StepLogWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Log => folder.Combine("steps.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_step_is_one_line_in_camel_case_without_nulls()
    {
        Write(StepRecords.Bare(0));

        File.ReadAllText(Log).Should().Be("""{"step":0,"phase":"explore","genotype":"|none~0|","accuracy":0.5,"loss":1.25,"reward":-0.125,"seconds":2}""" + "\n");
    }

    [Fact]
    public void Every_field_has_the_name_that_files_promise()
    {
        Write(StepRecords.Full(3));

        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Log));
        document.RootElement.EnumerateObject().Select(p => p.Name).Should().BeEquivalentTo(
            "step", "phase", "genotype", "accuracy", "loss", "reward", "flops", "parameters", "testAccuracy", "seconds",
            "criticLoss", "actorLoss", "meanQ", "spread", "saturation", "noneCount", "ties", "burst");
        File.ReadAllText(Log).Should().Contain("[('");
    }

    [Fact]
    public void A_line_is_readable_before_the_writer_is_closed()
    {
        using var writer = StepLogWriter.Create(Log);

        for (int step = 0; step < 3; step++)
        {
            writer.Write(StepRecords.Full(step));
            StepLogReader.Read(Log).Should().HaveCount(step + 1);
        }
    }

    [Fact]
    public void Numbers_read_back_equal_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~" };
            CultureInfo.CurrentCulture = german;
            Write(StepRecords.Full(7));
            StepLogReader.Read(Log).Should().Equal(StepRecords.Full(7));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_is_not_finite_is_refused_and_leaves_no_trace(double loss)
    {
        using (var writer = StepLogWriter.Create(Log))
        {
            writer.Invoking(w => w.Write(StepRecords.Bare(12) with { Loss = loss })).Should().Throw<ArgumentException>().WithMessage("Step 12 has a number that is not finite*");
            writer.Write(StepRecords.Bare(0));
        }

        StepLogReader.Read(Log).Should().Equal(StepRecords.Bare(0));
    }

    [Fact]
    public void A_log_that_exists_is_not_overwritten()
    {
        Write(StepRecords.Bare(0));

        FluentActions.Invoking(() => StepLogWriter.Create(Log)).Should().Throw<IOException>();
        StepLogReader.Read(Log).Should().HaveCount(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public void Resuming_keeps_the_first_steps_and_cuts_off_the_rest(int kept)
    {
        Write([.. Enumerable.Range(0, 3).Select(StepRecords.Full)]);
        File.AppendAllText(Log, "{\"step\":3,\"pha");

        using (var writer = StepLogWriter.Resume(Log, kept)) writer.Write(StepRecords.Bare(kept));

        StepLogReader.Read(Log, _ => Assert.Fail("nothing is half-written")).Should().Equal([.. Enumerable.Range(0, kept).Select(StepRecords.Full), StepRecords.Bare(kept)]);
    }

    [Fact]
    public void Resuming_after_more_steps_than_there_are_is_refused_and_changes_nothing()
    {
        Write(StepRecords.Bare(0));
        File.AppendAllText(Log, "{\"step\":1");

        FluentActions.Invoking(() => StepLogWriter.Resume(Log, 2)).Should().Throw<RecordFormatException>().WithMessage("*steps.jsonl holds 1 whole steps, but 2 are to be kept.");

        File.ReadAllText(Log).Should().EndWith("\n{\"step\":1");
    }

    private void Write(params StepRecord[] records)
    {
        using var writer = StepLogWriter.Create(Log);
        foreach (var record in records) writer.Write(record);
    }
}

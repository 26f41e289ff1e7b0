namespace Ddas.Nas.Records.Tests;

public class RunProgressTests
{
    [Fact]
    public void It_prints_a_line_for_a_person()
    {
        new RunProgress("search", 12, 300) { Step = StepRecords.Bare(11) }.ToString().Should().Be("search: step 12 of 300, explore, accuracy 50.0 %");
        new RunProgress("warm-up", 5, 40) { Epoch = new EpochProgress(1, 4, 5, 10) }.ToString().Should().Be("warm-up: epoch 1 of 4, batch 5 of 10");
        new RunProgress("warm-up", 10, 40) { Epoch = new EpochProgress(1, 4, 10, 10) { Loss = 1.25 } }.ToString().Should().Be("warm-up: epoch 1 of 4, loss 1.250");
        new RunProgress("training", 40, 40) { Epoch = new EpochProgress(4, 4, 10, 10) { Loss = 1.25, Accuracy = 0.5 } }.ToString().Should().Be("training: epoch 4 of 4, loss 1.250, accuracy 50.0 %");
        new RunProgress("search", 0, 300).ToString().Should().Be("search: 0 of 300");
    }

    [Fact]
    public void A_receiver_is_called_at_once_and_its_exceptions_pass()
    {
        var seen = new List<long>();
        var progress = RunProgress.Each(report => seen.Add(report.Done));
        progress.Report(new RunProgress("search", 3, 4));
        seen.Should().Equal(3);

        FluentActions.Invoking(() => RunProgress.Each(_ => throw new IOException("full")).Report(new RunProgress("search", 3, 4))).Should().Throw<IOException>();
    }
}

namespace Ddas.Nas.Supernet.Tests;

public class BatchNormPolicyTests
{
    [Fact]
    public void The_default_value_is_running() => default(BatchNormPolicy).Should().Be(BatchNormPolicy.Running);

    [Theory]
    [InlineData("running", 0, false)]
    [InlineData("recalibrate:12", 12, false)]
    [InlineData("batch", 0, true)]
    public void Its_text_is_read_back(string text, int batches, bool ownStatistics)
    {
        var policy = BatchNormPolicy.Parse(text);

        policy.ToString().Should().Be(text);
        policy.RecalibrationBatches.Should().Be(batches);
        policy.UsesBatchStatistics.Should().Be(ownStatistics);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Running")]
    [InlineData("recalibrate")]
    [InlineData("recalibrate:0")]
    [InlineData("recalibrate:-3")]
    public void Other_text_is_refused_with_what_is_possible(string text) =>
        FluentActions.Invoking(() => BatchNormPolicy.Parse(text)).Should().Throw<FormatException>().WithMessage($"*'{text}'*running, recalibrate:K*");

    [Fact]
    public void Recalibration_needs_a_batch() =>
        FluentActions.Invoking(() => BatchNormPolicy.Recalibrate(0)).Should().Throw<ArgumentOutOfRangeException>();
}

namespace Ddas.Nas.Supernet.Tests;

public class CosineScheduleTests
{
    [Theory]
    [InlineData(0, 0.025)]
    [InlineData(25, 0.001 + (0.024 * 0.75))]
    [InlineData(75, 0.001)]
    public void The_rate_falls_along_half_a_cosine(int epoch, double expected) =>
        CosineSchedule.Rate(0.025, 0.001, epoch, 75).Should().BeApproximately(expected, 1e-15);
}

using Ddas.Nas.Tool.Display;

namespace Ddas.Nas.Tool.Tests.Display;

public class TimeLeftTests
{
    private readonly ManualTime time = new();

    [Fact]
    public void What_passed_before_the_first_mark_does_not_count()
    {
        var left = new TimeLeft(time);
        time.Advance(TimeSpan.FromMinutes(5));

        left.At(0.01).Should().Be("--:--");
        time.Advance(TimeSpan.FromSeconds(1));
        left.At(0.02).Should().Be("01:38");
    }

    [Fact]
    public void The_pace_is_that_of_the_last_tenth()
    {
        var left = new TimeLeft(time);
        string last = "";
        for (int step = 1; step <= 80; step++)
        {
            time.Advance(TimeSpan.FromSeconds(step <= 50 ? 1 : 4));
            last = left.At(step / 100.0);
        }

        last.Should().Be("01:20");
    }

    [Theory]
    [InlineData(100, "2:45:00")]
    [InlineData(1000, "1.03:30:00")]
    public void Long_times_have_hours_and_days(int seconds, string text)
    {
        var left = new TimeLeft(time);
        left.At(0);
        time.Advance(TimeSpan.FromSeconds(seconds));

        left.At(0.01).Should().Be(text);
    }

    [Fact]
    public void Nothing_is_left_at_the_end()
    {
        var left = new TimeLeft(time);
        left.At(0.5);
        time.Advance(TimeSpan.FromSeconds(9));

        left.At(1).Should().Be("00:00");
    }
}

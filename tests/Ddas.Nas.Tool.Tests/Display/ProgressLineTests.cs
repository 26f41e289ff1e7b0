using Ddas.Nas.Tool.Display;

namespace Ddas.Nas.Tool.Tests.Display;

public sealed class ProgressLineTests : IDisposable
{
    private readonly StringWriter error = new() { NewLine = "\n" };
    private readonly ManualTime time = new();

    public void Dispose() => error.Dispose();

    [Fact]
    public void A_redirected_stream_gets_a_plain_line_now_and_then()
    {
        var line = new ProgressLine(error, quiet: false, columns: null, time);
        for (int second = 0; second <= 20; second++)
        {
            line.Show($"step {second}", "accuracy", "curve");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        line.Keep("done");

        error.ToString().Should().Be("step 0, accuracy\nstep 10, accuracy\nstep 20, accuracy\ndone\n");
    }

    [Fact]
    public void A_terminal_gets_its_lines_rewritten_and_cut_at_its_width()
    {
        var line = new ProgressLine(error, quiet: false, columns: () => 21, time);

        line.Show("a line that is longer than the terminal", "b", "c");
        time.Advance(TimeSpan.FromSeconds(1));
        line.Show("d", "e");
        line.Keep("kept");

        error.ToString().Should().Be("a line that is longe\nb\nc\u001b[2A\r\u001b[Jd\ne\u001b[1A\r\u001b[Jkept\n");
    }

    [Fact]
    public void A_terminal_is_rewritten_ten_times_a_second_at_most()
    {
        var line = new ProgressLine(error, quiet: false, columns: () => 80, time);
        for (int i = 0; i < 100; i++)
        {
            line.Show($"<{i}>");
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        error.ToString().Count(c => c == '<').Should().Be(10);
    }

    [Fact]
    public void Quiet_leaves_warnings_only()
    {
        var line = new ProgressLine(error, quiet: true, columns: () => 80, time);

        line.Show("a");
        line.Keep("b");
        line.Warn("c");

        error.ToString().Should().Be("warning: c\n");
    }
}

namespace Ddas.Nas.Onnx.Tests;

public class LatencyTests
{
    [Fact]
    public void Quartiles_are_interpolated_between_the_times()
    {
        Latency.Of([4, 1, 3, 2]).Should().Be(new Latency(2.5, 1.75, 3.25, 4));
        Latency.Of([7]).Should().Be(new Latency(7, 7, 7, 1));
    }
}

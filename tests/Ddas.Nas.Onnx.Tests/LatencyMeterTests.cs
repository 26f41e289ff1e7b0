using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Onnx.Tests;

public class LatencyMeterTests
{
    [Fact]
    public void A_larger_network_takes_longer()
    {
        var genotype = PublishedCells.Find("DARTS_V2").Genotype;
        using var small = RandomNetworks.Of(genotype, RandomNetworks.Small with { Cells = 1 });
        using var large = RandomNetworks.Of(genotype, RandomNetworks.Small with { Cells = 12, Channels = 24 });
        var options = new LatencyOptions { WarmupRuns = 2, Runs = 9 };

        Latency first = LatencyMeter.Measure(small, options), second = LatencyMeter.Measure(large, options);

        second.Median.Should().BeGreaterThan(first.Median, "it has more than a hundred times the work");
        first.Should().Match<Latency>(l => 0 < l.Lower && l.Lower <= l.Median && l.Median <= l.Upper && l.Runs == 9);
    }

    [Fact]
    public void Options_out_of_range_are_named_at_once()
    {
        using var network = RandomNetworks.Of(RandomNetworks.Genotype(1));

        FluentActions.Invoking(() => LatencyMeter.Measure(network, new LatencyOptions { BatchSize = 0, Threads = 0, WarmupRuns = -1, Runs = 2 })).Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(4);
    }
}

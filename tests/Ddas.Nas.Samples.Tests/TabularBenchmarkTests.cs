using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.TabularBenchmark;

namespace Ddas.Nas.Samples.Tests;

public class TabularBenchmarkTests
{
    [Fact]
    public void Compares_every_method_and_repeats()
    {
        var table = ArchitectureTable.NasBench201();

        string text = Comparison.ToMarkdown(Comparison.Run(table, 30, 2, _ => { }), 30);

        text.Should().Be(Comparison.ToMarkdown(Comparison.Run(table, 30, 2, _ => { }), 30));
        foreach (var (name, _) in Comparison.Methods) text.Should().Contain($"| {name} |");
        text.Should().NotContain("NaN");
    }
}

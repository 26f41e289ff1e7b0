using Ddas.Nas.Reporting.Internal;

namespace Ddas.Nas.Reporting.Tests.Internal;

public class TrainedCellTableTests
{
    [Fact]
    public void The_text_is_aligned_and_the_best_comes_first()
    {
        string text = TrainedCellTable.ToText([TrainedManifests.Of(7, 0.5, 0.9, 12_340_000, 1_234_000), TrainedManifests.Of(1, 0.4, 0.95, 56_780_000, 5_678_000) with { Name = "DARTS_V2", Source = null }], static _ => 1.5);

        text.Should().Be("""
            cell                     supernet %   test %  params M    MFLOPs   latency ms
            DARTS_V2                               95.00     5.678      56.8        1.500
            step 7                        50.00    90.00     1.234      12.3        1.500

            """);
    }

    [Fact]
    public void The_csv_has_every_figure_in_full()
    {
        using var folder = new TemporaryFolder();
        TrainedCellTable.Write(folder.Combine("table.csv"), [TrainedManifests.Of(7, 0.512, 0.9, 12_340_001, 1_234_000)]);

        File.ReadAllLines(folder.Combine("table.csv")).Should().Equal(
            "cell,supernetAccuracy,testAccuracy,testLoss,parameters,parametersWithAuxiliary,flops,latencyMs,genotype", "step 7,0.512,0.9,0.5,1233000,1234000,12340001,,\"Genotype(7)\"");
    }
}

using Ddas.Nas.Records.Internal;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests.Internal;

public class FrontFileTests
{
    private static readonly StepRecord Step = new()
    {
        Step = 7, Phase = "explore", Genotype = "cell 7, \"quoted\"", Accuracy = 0.1 + 0.2, Loss = 1.5, Reward = 0, Seconds = 1, Figures = Figures.None.With(Figures.Flops, 68454892).With(Figures.Parameters, 1007),
    };

    [Fact]
    public void Writes_the_columns_of_front_csv_with_exact_numbers_and_quoted_text()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Combine("front.csv");

        FrontFile.Write(path, [Step, Step with { Step = 8, Genotype = "c", Figures = Figures.None }]);

        File.ReadAllText(path).Should().Be("step,accuracy,flops,parameters,genotype\n7,0.30000000000000004,68454892,1007,\"cell 7, \"\"quoted\"\"\"\n8,0.30000000000000004,,,\"c\"\n");
    }
}

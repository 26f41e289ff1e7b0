using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Tests;

public class RunFrontTests
{
    private static StepRecord Step(int step, double accuracy, double? flops) => new()
    {
        Step = step, Phase = "explore", Genotype = $"cell {step}, \"quoted\"", Accuracy = accuracy, Loss = 1, Reward = 0, Seconds = 1, Figures = Figures.None.With(Figures.Flops, flops).With(Figures.Parameters, 1000 + step),
    };

    [Fact]
    public void Keeps_what_no_step_dominates_by_rising_flops()
    {
        StepRecord[] steps = [Step(0, 0.5, 200), Step(1, 0.4, 100), Step(2, 0.4, 150), Step(3, 0.6, 300), Step(4, 0.5, 200), Step(5, 0.1, 400)];

        RunFront.Of(steps).Select(s => s.Step).Should().Equal(1, 0, 3);
    }

    [Fact]
    public void A_run_without_steps_has_an_empty_front() => RunFront.Of([]).Should().BeEmpty();

    [Fact]
    public void Writes_the_columns_of_front_csv_with_exact_numbers_and_quoted_text()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Combine("front.csv");

        RunFront.Write(path, [Step(7, 0.1 + 0.2, 68454892)]);

        File.ReadAllText(path).Should().Be("step,accuracy,flops,parameters,genotype\n7,0.30000000000000004,68454892,1007,\"cell 7, \"\"quoted\"\"\"\n");
    }
}

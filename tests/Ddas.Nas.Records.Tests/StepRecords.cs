using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests;

internal static class StepRecords
{
    public static StepRecord Bare(int step) =>
        new() { Step = step, Phase = "explore", Genotype = "|none~0|", Accuracy = 0.5, Loss = 1.25, Reward = -0.125, Seconds = 2 };

    public static StepRecord Full(int step) => Bare(step) with
    {
        Genotype = ArchitectureText.Format(Architectures.Random(SearchSpaceDefinition.Darts, step)),
        Accuracy = 1.0 / 3,
        Loss = double.Epsilon,
        Reward = -double.MaxValue,
        Figures = Figures.Of(
        [
            new("flops", 68_454_892), new("parameters", 165_882), new("testAccuracy", 0.1 + 0.2), new("criticLoss", 1e-300), new("actorLoss", -0.0),
            new("meanQ", 123456789.123456789), new("spread", 5e-324), new("saturation", 0), new("noneCount", 2), new("ties", 0), new("burst", 1),
        ]),
    };
}

using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
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
        Flops = 68_454_892,
        Parameters = 165_882,
        TestAccuracy = 0.1 + 0.2,
        CriticLoss = 1e-300,
        ActorLoss = -0.0,
        MeanQ = 123456789.123456789,
        Spread = 5e-324,
        Saturation = 0,
        NoneCount = 2,
        Ties = 0,
        Burst = true,
    };
}

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>The sizes of a reproduction: of the supernet, of the searches and of the networks that are trained at the end.</summary>
internal sealed record ReproductionScale
{
    /// <summary>Options of <c>ddas warmup</c> that differ from its defaults.</summary>
    public IReadOnlyList<string> Warmup { get; init; } = [];

    /// <summary>Options of <c>ddas search</c> that differ from its defaults.</summary>
    public IReadOnlyList<string> Search { get; init; } = [];

    /// <summary>Options of <c>ddas search --agent 4s</c> that differ from its defaults.</summary>
    public IReadOnlyList<string> FourStage { get; init; } = [];

    /// <summary>Options of <c>ddas evaluate</c> that differ from its defaults.</summary>
    public IReadOnlyList<string> Evaluate { get; init; } = [];

    /// <summary>Steps of a search.</summary>
    public required int Steps { get; init; }

    /// <summary>Seeds of the searches in Figs. 3 to 6.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Seeds of the reward ablation of Fig. 2; the paper's.</summary>
    public IReadOnlyList<long> AblationSeeds { get; init; } = [0, 1, 2];

    /// <summary>The paper's sizes.</summary>
    /// <param name="dataset">Name of the data set; cells found on CIFAR-10 are trained with 10 cells, others with 20.</param>
    public static ReproductionScale Paper(string dataset) => new()
    {
        Steps = 1500,
        Seeds = [2],
        Evaluate = ["--cells", dataset == "cifar10" ? "10" : "20"],
    };

    /// <summary>
    /// A size that two cores finish in under 3 hours: smaller images and networks, a sixth of the steps in the paper's
    /// proportions, bursts as long as a tenth of the final stage. Why each number: docs/results/fashion-mnist.md.
    /// </summary>
    public static ReproductionScale Small { get; } = new()
    {
        Steps = 240,
        Seeds = [0, 1, 2],
        Warmup = ["--image", "16", "--cells", "3", "--train", "4000", "--valid", "1000", "--epochs", "12"],
        Search = ["--steps", "240", "--batches", "10"],
        FourStage = ["--stagnation", "8", "--burst", "8"],
        Evaluate = ["--image", "16", "--cells", "5", "--channels", "16", "--epochs", "10", "--train", "4000"],
    };
}

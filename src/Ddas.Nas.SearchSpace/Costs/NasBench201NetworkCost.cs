namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>
/// The cost of NAS-Bench-201's network (Dong and Yang 2020) for images of 32x32 with 3 channels: a stem of 16 channels,
/// three stages of five equal cells with 16, 32 and 64 channels, a residual block of stride 2 between stages, a global
/// average pool and a classifier. <see cref="NetworkCost.Macs"/> equals the benchmark's "flops": multiply-adds of
/// convolutions and of the classifier with its bias. There is no auxiliary head.
/// </summary>
public sealed class NasBench201NetworkCost
{
    private const int Stages = 3, CellsPerStage = 5, Channels = 16, ImageSize = 32, ImageChannels = 3;

    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.NasBench201;

    private readonly int classes;
    private readonly CostCount fixedParts;
    private readonly CostCount[] operationCosts = new CostCount[Space.Operations.Count];

    /// <summary>Adds up the costs of the network.</summary>
    /// <param name="classes">Number of classes, 1 to 1,000,000: 10 for CIFAR-10 (default), 100 for CIFAR-100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of classes is out of range.</exception>
    public NasBench201NetworkCost(int classes = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 1_000_000);
        this.classes = classes;
        int size = ImageSize, channels = Channels;
        fixedParts = CostCount.Convolution(ImageChannels, channels, 3, size * size) + CostCount.BatchNorm(channels, size * size, affine: true);
        for (int stage = 0; stage < Stages; stage++)
        {
            if (stage > 0)
            {
                size /= 2;
                fixedParts += ResidualBlock(channels, size * size);
                channels *= 2;
            }

            var at = new OperationPlacement(channels, size, 1, Affine: true);
            for (int operation = 0; operation < operationCosts.Length; operation++)
                for (int cell = 0; cell < CellsPerStage; cell++)
                    operationCosts[operation] += NasBench201OperationCosts.Default.Of(Space.Operations[operation], at);
        }

        fixedParts += CostCount.BatchNorm(channels, size * size, affine: true) + CostCount.GlobalAveragePool(channels, size * size) + CostCount.Linear(channels, classes);
        Flops = new ArchitectureCost(Figures.Flops, architecture => Of(architecture).FlopsPaper);
        Parameters = new ArchitectureCost(Figures.Parameters, architecture => Of(architecture).Parameters);
    }

    /// <summary>FLOPs in the paper's convention, as the cost <c>flops</c>.</summary>
    public IArchitectureCost Flops { get; }

    /// <summary>Parameters without the auxiliary head, as the cost <c>parameters</c>.</summary>
    public IArchitectureCost Parameters { get; }

    /// <summary>All that is counted of an architecture's network.</summary>
    /// <exception cref="ArgumentException">The architecture belongs to another space.</exception>
    public NetworkCost Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (!architecture.Space.Equals(Space))
            throw new ArgumentException($"The architecture belongs to space '{architecture.Space.Name}', but this cost to '{Space.Name}'.", nameof(architecture));
        var count = fixedParts;
        foreach (var pair in architecture.Cell(0)) count += operationCosts[pair.Operation];
        return new NetworkCost(count.Parameters, 0, count.Macs + classes, count.FlopsPaper);
    }

    private static CostCount ResidualBlock(int channels, int pixels) =>
        DartsOperationCosts.ReluConvBatchNorm(channels, 2 * channels, 3, pixels, affine: true)
        + DartsOperationCosts.ReluConvBatchNorm(2 * channels, 2 * channels, 3, pixels, affine: true)
        + CostCount.AveragePool(channels, pixels)
        + CostCount.Convolution(channels, 2 * channels, 1, pixels);
}

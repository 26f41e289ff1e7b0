namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>The costs of NAS-Bench-201's five operations as the benchmark builds them.</summary>
internal static class NasBench201OperationCosts
{
    /// <summary>All five.</summary>
    public static OperationCosts Default { get; } = new OperationCosts()
        .With(NasBench201Operations.SkipConnect, static _ => default)
        .With(NasBench201Operations.Conv1x1, static at => DartsOperationCosts.ReluConvBatchNorm(at.Channels, at.Channels, 1, at.OutputPixels, at.Affine))
        .With(NasBench201Operations.Conv3x3, static at => DartsOperationCosts.ReluConvBatchNorm(at.Channels, at.Channels, 3, at.OutputPixels, at.Affine))
        .With(NasBench201Operations.AveragePool3x3, static at => CostCount.AveragePool(at.Channels, at.OutputPixels));
}

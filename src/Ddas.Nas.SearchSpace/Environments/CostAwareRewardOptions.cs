namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>What <see cref="CostAwareReward"/> subtracts. Not in the paper.</summary>
public sealed class CostAwareRewardOptions
{
    /// <summary>What an architecture of the reference cost loses, in units of the reward; at least 0. Default 0.1.</summary>
    public double Weight { get; set; } = 0.1;

    /// <summary>The cost that loses exactly <see cref="Weight"/>, in the unit of <see cref="Measure"/>; above 0. No default: choose a typical cost of the space.</summary>
    public double Reference { get; set; }

    /// <summary>Which cost counts. Default: FLOPs.</summary>
    public CostMeasure Measure { get; set; } = CostMeasure.Flops;
}

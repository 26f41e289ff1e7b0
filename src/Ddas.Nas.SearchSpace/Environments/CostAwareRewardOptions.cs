namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>What <see cref="CostAwareReward"/> subtracts. Not in the paper.</summary>
public sealed class CostAwareRewardOptions
{
    /// <summary>What an architecture of the reference cost loses, in units of the reward; at least 0. Default 0.1.</summary>
    public double Weight { get; set; } = 0.1;

    /// <summary>The cost that loses exactly <see cref="Weight"/>, in the unit of <see cref="Cost"/>; above 0. No default: choose a typical cost of the space.</summary>
    public double Reference { get; set; }

    /// <summary>The name of the figure that counts, such as <c>flops</c>, <c>parameters</c> or <c>latency</c>. Default: FLOPs.</summary>
    public string Cost { get; set; } = Figures.Flops;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(CostAwareRewardOptions));
        errors.AtLeast(nameof(Weight), Weight, 0);
        errors.Above(nameof(Reference), Reference, 0);
        errors.Check(!string.IsNullOrWhiteSpace(Cost), "Cost is empty, but must name a figure, such as flops.");
        errors.ThrowIfAny();
    }
}

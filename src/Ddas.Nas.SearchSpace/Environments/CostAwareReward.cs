namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>Another reward less a penalty for cost: inner - weight x cost / reference.</summary>
public sealed class CostAwareReward : IRewardFunction
{
    private readonly IRewardFunction inner;
    private readonly double weightPerUnit;
    private readonly CostMeasure measure;

    /// <summary>Creates the reward.</summary>
    /// <param name="inner">What is penalized.</param>
    /// <param name="options">How much.</param>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public CostAwareReward(IRewardFunction inner, CostAwareRewardOptions options)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (this.inner, weightPerUnit, measure) = (inner, options.Weight / options.Reference, options.Measure);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The score has no such cost.</exception>
    public double Reward(ArchitectureScore score, ArchitectureScore previous, ArchitectureScore oneShot)
    {
        ArgumentNullException.ThrowIfNull(score);
        double cost = (measure == CostMeasure.Flops ? score.Flops : score.Parameters)
            ?? throw new InvalidOperationException($"The reward counts {measure}, but the environment measures none; choose another reward, or an environment (on a table: a cost column) that has them.");
        return inner.Reward(score, previous, oneShot) - (weightPerUnit * cost);
    }
}

namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>Another reward less a penalty for cost: inner - weight x cost / reference. Not in the paper.</summary>
public sealed class CostAwareReward : IRewardFunction, IDescribed
{
    private readonly IRewardFunction inner;
    private readonly string cost;
    private readonly double weight;
    private readonly double reference;

    /// <summary>Creates the reward.</summary>
    /// <param name="inner">What is penalized.</param>
    /// <param name="options">Which cost, and how much.</param>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public CostAwareReward(IRewardFunction inner, CostAwareRewardOptions options)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (this.inner, cost, weight, reference) = (inner, options.Cost, options.Weight, options.Reference);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The score has no such cost.</exception>
    public double Reward(RewardContext context)
    {
        double value = context.Score.Figures.Find(cost)
            ?? throw new InvalidOperationException($"The reward counts '{cost}', but the score has only {(context.Score.Figures.Count == 0 ? "accuracy and loss" : string.Join(", ", context.Score.Figures.Keys))}; add the cost to the environment (on a table: name a cost column), or choose another reward.");
        return inner.Reward(context) - (weight / reference * value);
    }

    /// <inheritdoc/>
    public void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Kind("cost");
        into.Set("cost", cost);
        into.Set("weight", weight);
        into.Set("reference", reference);
        into.Part("inner", inner);
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Extensions;

/// <summary>Another reward, and more for an architecture that uses many kinds of operations: rewards see the architecture, not only its score.</summary>
internal sealed class DiversityReward(IRewardFunction inner, double weight) : IRewardFunction, IDescribed
{
    public double Reward(RewardContext context)
    {
        var kinds = context.Architecture.Space.Operations.Count(operation => context.Architecture.Count(operation) > 0);
        return inner.Reward(context) + (weight * kinds / context.Architecture.Space.Operations.Count);
    }

    public void Describe(RunDescription into)
    {
        into.Kind("diversity");
        into.Set("weight", weight);
        into.Part("inner", inner);
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents;

/// <summary>What a <see cref="SearchEnvironment"/> puts around its evaluator.</summary>
public sealed class SearchEnvironmentOptions
{
    /// <summary>Turns actions into architectures. Default null: Algorithm 1 (<see cref="BestPairDiscretizer"/>).</summary>
    public IDiscretizer? Discretizer { get; set; }

    /// <summary>The reward. Default null: the paper's (<see cref="DdasReward"/>, Eq. 3 and 4).</summary>
    public IRewardFunction? Reward { get; set; }

    /// <summary>Costs that scores carry beside the evaluator's own, each with a name of its own. Default none.</summary>
    public IReadOnlyList<IArchitectureCost> Costs { get; set; } = [];

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(SearchEnvironmentOptions));
        errors.Check(Costs is not null && Costs.All(static cost => cost is not null), "Costs is null, or holds null.");
        errors.ThrowIfAny();
    }
}

using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Agents.Evolution;

/// <summary>How <see cref="LocalSearchAgent"/> climbs (White et al. 2021).</summary>
public sealed class LocalSearchOptions
{
    /// <summary>When it moves. Default: after all neighbours are measured, to the best.</summary>
    public LocalSearchMove Move { get; set; } = LocalSearchMove.Best;

    /// <summary>Whether a neighbour may have <see cref="SearchSpace.Operation.None"/> anew; as the environment's discretizer. Default: allowed.</summary>
    public NonePolicy None { get; set; } = NonePolicy.Allow;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(LocalSearchOptions));
        errors.Defined(nameof(Move), Move);
        errors.Defined(nameof(None), None);
        errors.ThrowIfAny();
    }
}
